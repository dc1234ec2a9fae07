import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type NativeConnection,
  type WorkerOptions,
  Worker,
  type ActivityInterceptorsFactory,
} from '@temporalio/worker';
import { CHECKOUT } from '../config/environment.js';
import type { DeploymentConfig } from '../config/deployment.js';
import { TICKETS_QUEUE, processQueue, serviceQueues } from '../contract/names.js';
import type { ReadyTenant } from '../config/tenants/tenant.js';
import { queueRates } from '../domain/limits.js';
import { isDeepStrictEqual } from 'node:util';
import { ApplicationFailure } from '@temporalio/common';
import { FAILURE } from '../contract/failures.js';

/** Workflows kept in memory; the rest are replayed from history when they go on. About 0.3 MiB each. */
const MAX_CACHED_WORKFLOWS = 300;

const SOURCES = path.dirname(import.meta.dirname);

type StepOptions = Required<
  Pick<WorkerOptions, 'namespace' | 'activities' | 'dataConverter' | 'interceptors'>
> & {
  connection: NativeConnection;
  /** Only while the worker is traced: they take the spans of its workflows. */
  sinks?: NonNullable<WorkerOptions['sinks']>;
};

interface QueueWorkersOptions {
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

/** A queue of this process. `shared`: other processes serve it too. */
export interface PlannedQueue extends QueuePlan {
  shared: boolean;
}

/** A stopping worker waits for the longest step under way: a model call, and this for its answer. */
const GRACE_AFTER_MODEL_CALL_MS = 5_000;
/** Steps without a model call: a request to a help desk takes 15 s at most. */
const GRACE_MS = 20_000;

/**
 * What a process serves for these tenants: workflows and local work on the `tickets` queue; each tenant's platform and
 * model queues, with its rates; and for each a queue of this process alone.
 */
export function plannedQueues(tenants: Iterable<ReadyTenant>, processId: string): PlannedQueue[] {
  return [
    { taskQueue: TICKETS_QUEUE, graceMs: GRACE_MS, shared: true },
    ...[...tenants].flatMap((tenant) => queuesOf(tenant, processId)),
  ];
}

function queuesOf({ name, platform, llm }: ReadyTenant, processId: string): PlannedQueue[] {
  const queues = serviceQueues(name);
  const rates = queueRates(platform);
  const help = { graceMs: GRACE_MS, shared: true };
  return [
    { ...help, taskQueue: queues.listing, perSecond: rates.listingPerSecond },
    { ...help, taskQueue: queues.reads, perSecond: rates.readsPerSecond },
    { ...help, taskQueue: queues.updates, perSecond: rates.updatesPerSecond },
    { taskQueue: queues.model, graceMs: llm.timeoutMs + GRACE_AFTER_MODEL_CALL_MS, shared: true },
    { taskQueue: processQueue(processId, name), graceMs: GRACE_MS, shared: false },
  ];
}

/** One queue that this process serves. */
export interface QueuePlan {
  taskQueue: string;
  /** Steps a second for all workers together; absent: no limit. */
  perSecond?: number;
  /** How long its steps under way may take when it stops, milliseconds. */
  graceMs: number;
}

/** What is used of a Temporal worker. */
export type QueueWorker = Pick<Worker, 'run' | 'shutdown' | 'getState'>;

interface RunningQueue<Plan> {
  plan: Plan;
  worker: QueueWorker;
  ended: Promise<void>;
}

/** The Temporal workers of this process, one a queue. They can be brought in line with other plans while they run. */
export class RunningQueues<Plan extends QueuePlan> {
  /**
   * Resolves when a worker ends that nobody here told to, since Temporal's SDK heeds signals too; rejects when one fails.
   * Then this process is of no use any more.
   */
  readonly over: Promise<void>;
  readonly #running = new Map<string, RunningQueue<Plan>>();
  #end!: () => void;
  #fail!: (error: unknown) => void;

  constructor(private readonly create: (plan: Plan) => Promise<QueueWorker>) {
    this.over = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    this.over.catch(() => undefined);
  }

  /** The queues that are served now. */
  get names(): string[] {
    return [...this.#running.keys()];
  }

  /**
   * Serves exactly these queues, as planned. A queue whose plan differs stops before it starts anew, and one that is not
   * among them stops: no new work, what is under way is finished first. The others are not touched. Safe to repeat.
   */
  async serve(plans: readonly Plan[]): Promise<void> {
    const wanted = new Set(plans.map(({ taskQueue }) => taskQueue));
    const extra = [...this.#running.values()].filter(({ plan }) => !wanted.has(plan.taskQueue));
    await all([...plans.map((plan) => this.#serve(plan)), ...extra.map((queue) => this.#stop(queue))]);
  }

  /** Resolves when everything that was under way is finished. */
  async stop(): Promise<void> {
    await all([...this.#running.values()].map((queue) => this.#stop(queue)));
  }

  async #serve(plan: Plan): Promise<void> {
    const earlier = this.#running.get(plan.taskQueue);
    if (earlier !== undefined && isDeepStrictEqual(earlier.plan, plan)) return;
    if (earlier !== undefined) await this.#stop(earlier);
    const worker = await this.create(plan);
    const ended = worker.run();
    const running = { plan, worker, ended };
    ended.then(() => this.#running.get(plan.taskQueue) === running && this.#end(), this.#fail);
    this.#running.set(plan.taskQueue, running);
  }

  async #stop({ plan, worker, ended }: RunningQueue<Plan>): Promise<void> {
    this.#running.delete(plan.taskQueue);
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await ended;
  }
}

/** Waits for all of them also where one fails: nothing may begin, or be under way still, behind who waits. */
async function all(steps: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(steps);
  await Promise.all(steps);
}

/**
 * Most bytes of a step's result as JSON. The server takes 2 MiB of an encoded payload; the rest is for encryption.
 * @see https://docs.temporal.io/self-hosted-guide/defaults
 */
export const MOST_RESULT_BYTES = 1_800 * 1024;

/**
 * Fails a step whose result the server would not take, for good: the server's own refusal (`TMPRL1103`) repeats the step,
 * or the workflow task that follows it, without end.
 */
export const limitedResults: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    async execute(input, next) {
      const result: unknown = await next(input);
      const bytes = bytesOf(result);
      if (bytes <= MOST_RESULT_BYTES) return result;
      throw ApplicationFailure.create({
        type: FAILURE.payloadTooLarge,
        nonRetryable: true,
        message: `${info.activityType}: expected a result of at most ${MOST_RESULT_BYTES} bytes, got ${bytes}`,
      });
    },
  },
});

const bytesOf = (result: unknown): number =>
  result === undefined ? 0 : Buffer.byteLength(JSON.stringify(result));
