import { existsSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { createActivities } from './activities/index.js';
import { dataConverterOf, temporalConnectOptions, TemporalUnreachableError } from './client.js';
import { composeTenants, readyTenants, type ReadyTenant } from './compose-tenants.js';
import { CHECKOUT } from './config/checkout.js';
import type { Config } from './config/load.js';
import { serviceQueues, TICKETS_QUEUE } from './contract.js';
import { queueRates } from './domain/queue-rates.js';
import { temporalLogger } from './ops/logging.js';
import { provision } from './provisioning/provision.js';
import { openOutcomeStore } from './statistics/open.js';
import { createTicketRuns } from './ticket-runs.js';

/** The longest step a stopping worker waits for: a model call of the default time-out, and a little. */
const SHUTDOWN_GRACE = '35s';
/** Workflows kept in memory; the rest are replayed from history when they go on. About 0.3 MiB each. */
const MAX_CACHED_WORKFLOWS = 500;

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
    await provision({ client, connection }, tenants);
    const ticketRuns = createTicketRuns(client);
    const { activities } = createActivities({
      tenants: composeTenants(tenants, config.process.plainHttpHosts),
      ticketRuns,
      outcomes,
    });
    const common = {
      connection: native,
      namespace,
      activities,
      dataConverter,
      shutdownGraceTime: SHUTDOWN_GRACE,
    } satisfies Partial<WorkerOptions>;
    const workers = await Promise.all([
      Worker.create({
        ...common,
        taskQueue: TICKETS_QUEUE,
        ...workflowCode(),
        maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
      }),
      ...tenants.flatMap((tenant) => serviceWorkers(tenant, common)),
    ]);
    signal.addEventListener('abort', () => workers.forEach((worker) => worker.shutdown()), { once: true });
    const running = Promise.all(workers.map((worker) => worker.run()));
    if (signal.aborted) workers.forEach((worker) => worker.shutdown());
    logger.info({ tenants: tenants.map(({ name }) => name) }, 'worker polls');
    onReady?.();
    await running;
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

/** The bundle that set-up built, or the sources when the worker runs from them. */
function workflowCode(): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> {
  const codePath = path.join(CHECKOUT, 'dist', 'workflow-bundle.js');
  const fromSources = import.meta.filename.endsWith('.ts');
  if (!fromSources && existsSync(codePath)) return { workflowBundle: { codePath } };
  return {
    workflowsPath: path.join(import.meta.dirname, 'workflows', fromSources ? 'index.ts' : 'index.js'),
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
