import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { type RedactionJob, type RedactionJobResult, unitsOfJob } from './job.js';
import type { JobBegun } from './thread.js';

/** A text cost more than a ticket may; whoever waits behind it is served. Its message holds no text. */
export class TooCostlyError extends Error {
  override readonly name = 'TooCostlyError';
}

export interface RedactionRequest<Job extends RedactionJob> {
  /** Whose text it is: who waits is served in turn, tenant by tenant. */
  tenant: string;
  job: Job;
  /** Who aborts it waits no longer; a job that has begun is finished for nobody. */
  signal?: AbortSignal | undefined;
}

/** Runs redaction where it holds up nobody. */
export interface Redaction {
  /**
   * @throws {TooCostlyError} when the job took too long, or more memory than a thread may have. Not worth repeating.
   * Other errors are the process's own, such as a thread that could not be started, and are.
   */
  run<Job extends RedactionJob>(request: RedactionRequest<Job>): Promise<RedactionJobResult<Job>>;
}

export interface RedactionThreadsOptions {
  /** At least 2, so that a costly job never has all of them. Default: as many as processors, 2 to 4. */
  threads?: number;
  /** How long a short job may take before it counts as costly and is begun again among those, ms. Default 1500. */
  quickMs?: number;
  /** How long a costly job may take, and what is added for each MB of text, ms. Default 10,000. */
  costlyMs?: number;
}

/** Texts up to this long are redacted in some ten milliseconds, whatever is in them. UTF-16 units. */
const QUICK_UNITS = 20_000;
/** A thread that has not begun in this time never will. */
const STARTED_WITHIN_MS = 60_000;
/** Redaction of 10 MB needs less; the heap of each thread is its own. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };

interface Waiting {
  request: RedactionRequest<RedactionJob>;
  lane: 'quick' | 'costly';
  settle: { resolve: (result: never) => void; reject: (error: unknown) => void };
}

/** Why a job was ended from outside. */
const OVERDUE = 'overdue';
const NOT_STARTED = 'not started';

/**
 * Threads for redaction. Short jobs go first and may use all threads, but only for a moment; costly ones have all but
 * one. Within each sort tenants take turns. A job that takes too long is ended with its thread, which is replaced.
 */
export class RedactionThreads implements Redaction {
  readonly #pool: Piscina;
  readonly #threads: number;
  readonly #quickMs: number;
  readonly #costlyMs: number;
  readonly #lanes = { quick: new TurnsByTenant(), costly: new TurnsByTenant() };
  readonly #running = { quick: 0, costly: 0 };
  readonly #onBegun = new Map<number, () => void>();
  #lastId = 0;

  constructor({ threads, quickMs = 1_500, costlyMs = 10_000 }: RedactionThreadsOptions = {}) {
    this.#threads = Math.max(2, threads ?? Math.min(4, availableParallelism()));
    this.#quickMs = quickMs;
    this.#costlyMs = costlyMs;
    this.#pool = new Piscina({
      ...threadEntry(),
      name: 'work',
      minThreads: this.#threads,
      maxThreads: this.#threads,
      resourceLimits: MEMORY,
      recordTiming: false,
    });
    this.#pool.on('message', ({ begun }: JobBegun) => this.#onBegun.get(begun)?.());
    // A thread that fails without a job is replaced when the next one comes.
    this.#pool.on('error', () => undefined);
  }

  run<Job extends RedactionJob>(request: RedactionRequest<Job>): Promise<RedactionJobResult<Job>> {
    return new Promise((resolve, reject) => {
      const lane = unitsOfJob(request.job) <= QUICK_UNITS ? 'quick' : 'costly';
      request.signal?.addEventListener('abort', () => reject(abortedBy(request.signal)), { once: true });
      this.#queue({ request, lane, settle: { resolve, reject } });
    });
  }

  /** Ends all threads and whatever they are doing. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  #queue(waiting: Waiting): void {
    this.#lanes[waiting.lane].add(waiting);
    this.#serveNext();
  }

  #serveNext(): void {
    while (this.#running.quick + this.#running.costly < this.#threads) {
      const mayBeCostly = this.#running.costly < this.#threads - 1;
      const next = this.#lanes.quick.next() ?? (mayBeCostly ? this.#lanes.costly.next() : undefined);
      if (next === undefined) return;
      if (next.request.signal?.aborted === true) next.settle.reject(abortedBy(next.request.signal));
      else void this.#serve(next);
    }
  }

  async #serve(waiting: Waiting): Promise<void> {
    const { lane, request, settle } = waiting;
    this.#running[lane] += 1;
    try {
      settle.resolve((await this.#inThread(lane, request.job)) as never);
    } catch (error) {
      if (lane === 'quick' && error instanceof TooCostlyError)
        this.#lanes.costly.add({ ...waiting, lane: 'costly' });
      else settle.reject(error);
    } finally {
      this.#running[lane] -= 1;
      this.#serveNext();
    }
  }

  async #inThread(lane: Waiting['lane'], job: RedactionJob): Promise<unknown> {
    const id = ++this.#lastId;
    const ended = new AbortController();
    const limitMs = lane === 'quick' ? this.#quickMs : this.#costlyMs * (1 + unitsOfJob(job) / 1_000_000);
    let begun = false;
    let timer = setTimeout(() => ended.abort(NOT_STARTED), STARTED_WITHIN_MS);
    this.#onBegun.set(id, () => {
      begun = true;
      clearTimeout(timer);
      timer = setTimeout(() => ended.abort(OVERDUE), limitMs);
    });
    try {
      return await this.#pool.run({ id, job }, { signal: ended.signal });
    } catch (error) {
      if (ended.signal.reason === OVERDUE)
        throw new TooCostlyError(`a text was given up after ${Math.round(limitMs)} ms`);
      if (begun && isOutOfMeans(error))
        throw new TooCostlyError('a text needed more memory than one may have');
      throw error;
    } finally {
      clearTimeout(timer);
      this.#onBegun.delete(id);
    }
  }
}

/** The thread's heap or stack was not enough, or it ended of itself. By name: errors of threads may be of another realm. */
function isOutOfMeans(error: unknown): boolean {
  const { name, code, message } = error as { name?: unknown; code?: unknown; message?: unknown };
  return (
    name === 'RangeError' || code === 'ERR_WORKER_OUT_OF_MEMORY' || /^worker exited/.test(String(message))
  );
}

const abortedBy = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('redaction was no longer wanted');

/** Compiled, threads run the file beside this one; from sources, they need the loader that reads TypeScript. */
function threadEntry(): { filename: string; execArgv?: string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  const filename = fileURLToPath(new URL(isSource ? './thread.ts' : './thread.js', import.meta.url));
  if (!isSource) return { filename };
  const loader = createRequire(import.meta.url).resolve('tsx');
  return { filename, execArgv: ['--import', loader] };
}

/** Who waits, in the order they came, tenant by tenant. */
class TurnsByTenant {
  readonly #byTenant = new Map<string, Waiting[]>();

  add(waiting: Waiting): void {
    const { tenant } = waiting.request;
    const queue = this.#byTenant.get(tenant);
    if (queue === undefined) this.#byTenant.set(tenant, [waiting]);
    else queue.push(waiting);
  }

  /** The oldest of the tenant whose turn it is, which then comes last. */
  next(): Waiting | undefined {
    const [first] = this.#byTenant;
    if (first === undefined) return undefined;
    const [tenant, queue] = first;
    const next = queue.shift();
    this.#byTenant.delete(tenant);
    if (queue.length > 0) this.#byTenant.set(tenant, queue);
    return next;
  }
}
