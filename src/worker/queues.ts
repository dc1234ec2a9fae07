import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { CHECKOUT } from '../config/checkout.js';
import type { DeploymentConfig } from '../config/deployment.js';
import type { ReadyTenant } from '../compose-tenants.js';
import { serviceQueues, TICKETS_QUEUE } from '../contract/names.js';
import { queueRates } from '../domain/queue-rates.js';

/** A stopping worker waits for the longest step under way: a model call of any tenant, and this for its answer. */
const GRACE_AFTER_MODEL_CALL_MS = 5_000;
/** Workflows kept in memory; the rest are replayed from history when they go on. About 0.3 MiB each. */
const MAX_CACHED_WORKFLOWS = 300;

const SOURCES = path.dirname(import.meta.dirname);

export type StepOptions = Required<
  Pick<WorkerOptions, 'namespace' | 'activities' | 'dataConverter' | 'interceptors'>
> & { connection: NativeConnection };

export interface QueueOptions {
  tenants: readonly ReadyTenant[];
  deployment: DeploymentConfig;
  /** The queue of this process alone. */
  ownQueue: string;
}

/**
 * The Temporal workers of one process: workflows and local work on the `tickets` queue, each tenant's platform and
 * model queues, whose rates the server limits for all processes together, and the process's own queue.
 */
export function createQueueWorkers(
  steps: StepOptions,
  { tenants, deployment, ownQueue }: QueueOptions,
): Promise<Worker[]> {
  const unversioned = {
    ...steps,
    shutdownGraceTime: Math.max(...tenants.map(({ llm }) => llm.timeoutMs)) + GRACE_AFTER_MODEL_CALL_MS,
  };
  const common = { ...unversioned, ...deploymentOptions(deployment) };
  return Promise.all([
    Worker.create({
      ...common,
      taskQueue: TICKETS_QUEUE,
      ...workflowCode(deployment),
      maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
    }),
    ...tenants.flatMap((tenant) => serviceWorkers(tenant, common)),
    // Only this process is asked, so no version has to say which build gets the step.
    Worker.create({ ...unversioned, taskQueue: ownQueue }),
  ]);
}

function serviceWorkers(
  { name, platform }: ReadyTenant,
  common: StepOptions & Pick<WorkerOptions, 'shutdownGraceTime' | 'workerDeploymentOptions'>,
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
    workflowsPath: path.join(SOURCES, 'workflows', `${entry}.${fromSources ? 'ts' : 'js'}`),
  };
}
