const MINUTE_MS = 60_000;

/** Where a caller stands in the current minute. */
export interface WindowState {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Whole seconds until the window starts again, 1 to 60. */
  resetSeconds: number;
}

/** A fixed one-minute window that begins with the first request after the last one ended. */
export class MinuteWindow {
  #startedAtMs = Number.NEGATIVE_INFINITY;
  #used = 0;

  /** Takes one request out of `limit`; 0 means no limit. A refused request takes nothing. */
  take(limit: number, nowMs: number): WindowState {
    if (nowMs - this.#startedAtMs >= MINUTE_MS) {
      this.#startedAtMs = nowMs;
      this.#used = 0;
    }
    const allowed = limit === 0 || this.#used < limit;
    if (allowed) this.#used += 1;
    return {
      allowed,
      limit,
      remaining: Math.max(0, limit - this.#used),
      resetSeconds: Math.max(1, Math.ceil((this.#startedAtMs + MINUTE_MS - nowMs) / 1000)),
    };
  }
}
