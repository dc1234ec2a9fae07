import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { CHECKOUT } from '../config/checkout.js';
import type { DeploymentConfig } from '../config/deployment.js';
import { TICKETS_QUEUE } from '../contract/names.js';
import type { PlannedQueue } from './planned-queues.js';

/** Workflows kept in memory; the rest are replayed from history when they go on. About 0.3 MiB each. */
const MAX_CACHED_WORKFLOWS = 300;

const SOURCES = path.dirname(import.meta.dirname);

export type StepOptions = Required<
  Pick<WorkerOptions, 'namespace' | 'activities' | 'dataConverter' | 'interceptors'>
> & {
  connection: NativeConnection;
  /** Only while the worker is traced: they take the spans of its workflows. */
  sinks?: NonNullable<WorkerOptions['sinks']>;
};

export interface QueueWorkersOptions {
  deployment: DeploymentConfig;
}

/**
 * Makes the Temporal worker of a queue: the one of the `tickets` queue knows the workflows, and all know the steps. The
 * server limits the rate of a queue for all processes together.
 */
export const queueWorkers =
  (steps: StepOptions, { deployment }: QueueWorkersOptions) =>
  ({ taskQueue, perSecond, graceMs, shared }: PlannedQueue): Promise<Worker> =>
    Worker.create({
      ...steps,
      taskQueue,
      shutdownGraceTime: graceMs,
      ...(perSecond !== undefined && { maxTaskQueueActivitiesPerSecond: perSecond }),
      // Of a queue of this process alone no version has to say which build gets the step.
      ...(shared && deploymentOptions(deployment)),
      ...(taskQueue === TICKETS_QUEUE && {
        ...workflowCode(deployment, steps),
        maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
      }),
    });

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
function workflowCode(
  { workerVersion }: DeploymentConfig,
  { sinks, interceptors }: StepOptions,
): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'interceptors'> {
  const traced = sinks !== undefined;
  const [bundle, entry] =
    workerVersion === null ? ['workflow-bundle', 'index'] : ['workflow-bundle-versioned', 'versioned'];
  const codePath = path.join(CHECKOUT, 'dist', `${bundle}${traced ? '-traced' : ''}.js`);
  const fromSources = import.meta.filename.endsWith('.ts');
  if (!fromSources && existsSync(codePath)) return { workflowBundle: { codePath } };
  const source = (name: string) => path.join(SOURCES, `${name}.${fromSources ? 'ts' : 'js'}`);
  return {
    workflowsPath: source(`workflows/${entry}`),
    ...(traced && {
      interceptors: { ...interceptors, workflowModules: [source('tracing/workflow-interceptors')] },
    }),
  };
}
