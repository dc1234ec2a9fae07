import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Whoever does not let go in time must not keep a process from ending. */
const USUAL_PATIENCE_MS = 10_000;

interface Closing {
  name: string;
  close: () => unknown;
  patienceMs: number;
}

/**
 * What a process has opened. However it ends, all of it is closed, in reverse order:
 *
 * ```ts
 * await using opened = new Opened(logger);
 * const outcomes = await openOutcomeStore(location);
 * opened.closing('statistics', () => outcomes.close());
 * ```
 *
 * What cannot be closed is logged and never takes the place of why the process ends. Node 20 has no `AsyncDisposableStack`.
 */
export class Opened implements AsyncDisposable {
  readonly #closings: Closing[] = [];

  constructor(private readonly logger: Pick<Logger, 'warn'>) {}

  /**
   * Takes note of how to close what was just opened.
   * @param patienceMs for how long that is waited; 10 s unless said, `Infinity` where work under way is finished.
   */
  closing(name: string, close: () => unknown, patienceMs = USUAL_PATIENCE_MS): void {
    this.#closings.push({ name, close, patienceMs });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { name, close, patienceMs } of this.#closings.splice(0).reverse()) {
      try {
        await within(patienceMs, close);
      } catch (error) {
        this.logger.warn({ error }, `${name} could not be closed`);
      }
    }
  }
}

async function within(patienceMs: number, close: () => unknown): Promise<void> {
  if (patienceMs === Infinity) return void (await close());
  const closed = new AbortController();
  const late = delay(patienceMs, undefined, { signal: closed.signal }).then(() => {
    throw new Error(`not within ${patienceMs / 1000} s`);
  });
  late.catch(() => undefined);
  try {
    // What is closed without waiting may throw as well.
    await Promise.race([Promise.resolve().then(close), late]);
  } finally {
    closed.abort();
  }
}
