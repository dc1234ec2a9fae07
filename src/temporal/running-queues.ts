import { isDeepStrictEqual } from 'node:util';
import type { Worker } from '@temporalio/worker';

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
    await Promise.all([
      ...plans.map((plan) => this.#serve(plan)),
      ...extra.map((queue) => this.#stop(queue)),
    ]);
  }

  /** Resolves when everything that was under way is finished. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((queue) => this.#stop(queue)));
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
