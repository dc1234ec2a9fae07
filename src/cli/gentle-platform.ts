import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError } from '../ports/platform.js';

/** A help desk that is away for longer than this is not waited for by a person at a terminal. */
const TRIES = 5;
/** Where the help desk does not say how long to wait. */
const USUAL_WAIT_MS = 15_000;

export interface GentleRequestsOptions {
  /** From the start of one request to that of the next. */
  intervalMs: number;
  /** Waits so many milliseconds. */
  sleep?: (ms: number) => Promise<unknown>;
  now?: () => number;
}

/** Makes requests one after the other, apart from each other; what may be repeated, after the wait asked for. */
export type GentleRequests = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * Requests of a command beside the workers, whose rates the Temporal server does not limit: so they take a small part
 * of the account's limit and wait as the help desk says.
 * @throws {PlatformError} after five tries, and at once when a repetition cannot help.
 */
export function createGentleRequests({
  intervalMs,
  sleep = delay,
  now = () => performance.now(),
}: GentleRequestsOptions): GentleRequests {
  let nextAtMs = -Infinity;
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const waitMs = nextAtMs - now();
      if (waitMs > 0) await sleep(waitMs);
      nextAtMs = now() + intervalMs;
      try {
        return await request();
      } catch (error) {
        if (attempt === TRIES || !mayBeRepeated(error)) throw error;
        await sleep(error.retryAfterMs ?? USUAL_WAIT_MS);
      }
    }
  };
}

const mayBeRepeated = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && ['rateLimited', 'unavailable', 'protocol'].includes(error.kind);
