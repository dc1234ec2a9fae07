import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, recordNotFound } from '../api-error.js';
import type { Journal } from '../store/journal.js';
import type { StoredJob } from '../store/open-store.js';
import type { TicketStore } from '../store/ticket-store.js';
import { toSeconds } from '../../time.js';
import type { AcceptedJob, JobResult, TicketChange } from '../store/types.js';
import { planUpdate } from './plan-update.js';

/** Most batches that may wait or run at a time. */
const MOST_JOBS = 30;

export interface JobQueueOptions {
  store: TicketStore;
  journal: Journal;
  jobs: Map<string, StoredJob>;
  /** How long each batch waits, and then runs, milliseconds. */
  jobDelayMs: number;
}

/** Applies batches of updates in the background, one after the other; what waits survives a restart. */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #closed = new AbortController();
  #running: string | null = null;
  #worker: Promise<void>;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    const waiting = [...options.jobs.values()].filter(({ done }) => done === null).map(({ job }) => job);
    this.#worker = waiting.reduce((before, job) => before.then(() => this.#run(job)), Promise.resolve());
  }

  get(jobId: string): { stored: StoredJob; running: boolean } | undefined {
    const stored = this.#options.jobs.get(jobId);
    return stored === undefined ? undefined : { stored, running: this.#running === jobId };
  }

  /** @throws {ApiError} 429 when too many batches wait or run. */
  accept(job: AcceptedJob): void {
    const open = [...this.#options.jobs.values()].filter(({ done }) => done === null).length;
    if (open >= MOST_JOBS) throw tooManyJobs();
    this.#options.journal.append({ kind: 'job', job });
    this.#options.jobs.set(job.id, { job, done: null });
    this.#worker = this.#worker.then(() => this.#run(job));
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#worker;
  }

  async #run(job: AcceptedJob): Promise<void> {
    const { jobDelayMs } = this.#options;
    if (!(await this.#wait(jobDelayMs))) return;
    this.#running = job.id;
    if (await this.#wait(jobDelayMs)) this.#apply(job);
    this.#running = null;
  }

  async #wait(milliseconds: number): Promise<boolean> {
    const { signal } = this.#closed;
    return delay(milliseconds, true, { signal }).catch(() => false);
  }

  #apply(job: AcceptedJob): void {
    const { store, journal, jobs } = this.#options;
    const at = toSeconds(Date.now());
    const changes: TicketChange[] = [];
    const results = job.updates.map((update) => {
      const { change, result } = this.#planItem(update, { at, client: job.client });
      if (change !== null) {
        store.apply(change);
        changes.push(change);
      }
      return result;
    });
    journal.append({ kind: 'jobDone', jobId: job.id, at, changes, results });
    const stored = jobs.get(job.id);
    if (stored !== undefined) stored.done = { at, results };
  }

  #planItem(
    update: Record<string, unknown>,
    { at, client }: { at: number; client: string },
  ): { change: TicketChange | null; result: JobResult } {
    const { store } = this.#options;
    const id = Number(update['id']);
    try {
      const record = store.get(id);
      if (record === undefined || record.status === 'deleted') throw recordNotFound();
      const { change, stored } = planUpdate(record, update, { at, client, nextId: () => store.ids.next() });
      const result = { id, action: 'update' as const, status: 'Updated', success: true };
      return { change: stored ? change : null, result };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { error: name = 'TicketUpdateError', description = '' } = error.body as Record<string, string>;
      const result = { id, action: 'update' as const, status: 'Failed', success: false };
      return { change: null, result: { ...result, error: name, details: description } };
    }
  }
}

function tooManyJobs(): ApiError {
  const description = 'Too many jobs are currently queued or running. Try again later.';
  return new ApiError(429, { error: 'TooManyJobs', description }, { 'retry-after': '10' });
}
