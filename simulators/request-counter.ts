const SECONDS = 60;

/** Counts requests by route, and the most that arrived within any 60 seconds (measured in whole seconds). */
export class RequestCounter {
  total = 0;
  readonly byRoute: Record<string, number> = {};
  readonly byStatus: Record<string, number> = {};
  #perSecond = new Map<number, number>();
  #lastMinute = 0;
  #maxPerMinute = 0;

  /** The most requests within any 60 seconds so far. */
  get maxPerMinute(): number {
    return this.#maxPerMinute;
  }

  /** Notes a request that arrived at `nowMs`. */
  arrived(route: string, nowMs: number): void {
    this.total += 1;
    this.byRoute[route] = (this.byRoute[route] ?? 0) + 1;
    const second = Math.floor(nowMs / 1000);
    if (!this.#perSecond.has(second)) this.#forgetBefore(second - SECONDS);
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
    this.#lastMinute += 1;
    this.#maxPerMinute = Math.max(this.#maxPerMinute, this.#lastMinute);
  }

  /** Notes an answer that was sent. */
  answered(status: number): void {
    this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
  }

  #forgetBefore(oldest: number): void {
    for (const [second, count] of this.#perSecond) {
      if (second > oldest) break;
      this.#perSecond.delete(second);
      this.#lastMinute -= count;
    }
  }
}
