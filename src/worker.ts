import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from './activities/index.js';
import { dataConverterOf, temporalConnectOptions, TemporalUnreachableError } from './client.js';
import { composeTenants, readyTenants, type ReadyTenant } from './compose-tenants.js';
import { CHECKOUT } from './config/checkout.js';
import type { DeploymentConfig } from './config/deployment.js';
import type { Config } from './config/load.js';
import { processQueue, serviceQueues, TICKETS_QUEUE } from './contract/names.js';
import { queueRates } from './domain/queue-rates.js';
import { circuitReports } from './ops/circuit-reports.js';
import { temporalLogger } from './ops/temporal-logging.js';
import { provision } from './provisioning/provision.js';
import { openOutcomeStore } from './statistics/open.js';
import { createTicketRuns } from './ticket-runs/ticket-runs.js';

/** A stopping worker waits for the longest step under way: a model call of any tenant, and this for its answer. */
const GRACE_AFTER_MODEL_CALL_MS = 5_000;
/** Workflows kept in memory; the rest are replayed from history when they go on. About 0.3 MiB each. */
const MAX_CACHED_WORKFLOWS = 300;

export interface RunWorkerOptions {
  config: Config;
  logger: Logger;
  /** Aborting it drains the worker: no new work, what is under way is finished. */
  signal: AbortSignal;
  /** Called once, when the worker polls. */
  onReady?: () => void;
}

/**
 * Runs one worker process until `signal` is aborted: workflows and local work on the `tickets` queue, and each
 * tenant's platform and model queues, whose rates the Temporal server limits for all workers together.
 * Makes sure first that search attributes, schedules and desks exist.
 * @throws {ConfigurationError | TemporalUnreachableError | SearchAttributesMissingError}
 */
export async function runWorker({ config, logger, signal, onReady }: RunWorkerOptions): Promise<void> {
  const tenants = readyTenants(config.tenants);
  const dataConverter = dataConverterOf(config);
  Runtime.install({ logger: temporalLogger(logger) });
  const { connectionOptions, namespace } = temporalConnectOptions(config);
  const outcomes = await openOutcomeStore({ ...config.statistics, dataDir: config.process.dataDir });
  const [native, connection] = await connectBoth(connectionOptions);
  try {
    const client = new Client({ connection, namespace, dataConverter });
    await provision({ client, connection }, tenants, config.statistics);
    const ticketRuns = createTicketRuns(client);
    const ownQueue = processQueue(randomUUID());
    // As Temporal's workers sign what they do.
    const worker = `${process.pid}@${hostname()}`;
    const circuits = circuitReports({ states: outcomes.circuits, worker, logger });
    const { activities } = createActivities({
      tenants: composeTenants(tenants, config.process.plainHttpHosts),
      ticketRuns,
      outcomes,
      ownQueue,
      onCircuitChange: circuits.changed,
    });
    const unversioned = {
      connection: native,
      namespace,
      activities,
      dataConverter,
      shutdownGraceTime: Math.max(...tenants.map(({ llm }) => llm.timeoutMs)) + GRACE_AFTER_MODEL_CALL_MS,
    } satisfies Partial<WorkerOptions>;
    const common = { ...unversioned, ...deploymentOptions(config.deployment) };
    const workers = await Promise.all([
      Worker.create({
        ...common,
        taskQueue: TICKETS_QUEUE,
        ...workflowCode(config.deployment),
        maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
      }),
      ...tenants.flatMap((tenant) => serviceWorkers(tenant, common)),
      // Only this process is asked, so no version has to say which build gets the step.
      Worker.create({ ...unversioned, taskQueue: ownQueue }),
    ]);
    signal.addEventListener('abort', () => workers.forEach((worker) => worker.shutdown()), { once: true });
    const running = Promise.all(workers.map((worker) => worker.run()));
    if (signal.aborted) workers.forEach((worker) => worker.shutdown());
    logger.info(
      { tenants: tenants.map(({ name }) => name), ...config.deployment.workerVersion },
      'worker polls',
    );
    onReady?.();
    await running;
    await circuits.settled();
  } finally {
    await connection.close();
    await native.close();
    await outcomes.close();
  }
}

function serviceWorkers(
  { name, platform }: ReadyTenant,
  common: Pick<WorkerOptions, 'connection' | 'namespace' | 'activities' | 'dataConverter'>,
) {
  const queues = serviceQueues(name);
  const rates = queueRates(platform);
  return [
    Worker.create({
      ...common,
      taskQueue: queues.listing,
      maxTaskQueueActivitiesPerSecond: rates.listingPerSecond,
    }),
    Worker.create({
      ...common,
      taskQueue: queues.reads,
      maxTaskQueueActivitiesPerSecond: rates.readsPerSecond,
    }),
    Worker.create({
      ...common,
      taskQueue: queues.updates,
      maxTaskQueueActivitiesPerSecond: rates.updatesPerSecond,
    }),
    Worker.create({ ...common, taskQueue: queues.model }),
  ];
}

/**
 * A versioned worker gets work once its version is made current or ramping, and whatever is pinned to it. All queues
 * that workers share are versioned, so that the steps of a pinned ticket run on the same build as its workflow.
 */
function deploymentOptions({ workerVersion }: DeploymentConfig): Partial<WorkerOptions> {
  if (workerVersion === null) return {};
  return {
    workerDeploymentOptions: {
      version: workerVersion,
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
  };
}

/** The bundle that set-up built, or the sources when the worker runs from them. */
function workflowCode({
  workerVersion,
}: DeploymentConfig): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  const [bundle, entry] =
    workerVersion === null ? ['workflow-bundle.js', 'index'] : ['workflow-bundle-versioned.js', 'versioned'];
  const codePath = path.join(CHECKOUT, 'dist', bundle);
  const fromSources = import.meta.filename.endsWith('.ts');
  if (!fromSources && existsSync(codePath)) return { workflowBundle: { codePath } };
  return {
    workflowsPath: path.join(import.meta.dirname, 'workflows', `${entry}.${fromSources ? 'ts' : 'js'}`),
  };
}

async function connectBoth(options: ReturnType<typeof temporalConnectOptions>['connectionOptions']) {
  try {
    return await Promise.all([
      NativeConnection.connect(options),
      Connection.connect({ ...options, connectTimeout: '5s' }),
    ]);
  } catch (cause) {
    throw new TemporalUnreachableError(
      `Temporal cannot be reached at ${options.address ?? 'localhost:7233'}`,
      { cause },
    );
  }
}
