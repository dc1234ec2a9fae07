/** Bounds of a cache: the oldest entries go first. `nowMs` is any clock that does not go back. */
export interface CacheBounds {
  maxEntries: number;
  lifetimeMs: number;
  nowMs?: () => number;
}

/** Remembers values in this process for a while: at most `maxEntries`, each for `lifetimeMs` after it was set. */
export class ExpiringCache<Value> {
  readonly #entries = new Map<string, { value: Value; expiresAtMs: number }>();
  readonly #bounds: Required<CacheBounds>;

  constructor(bounds: CacheBounds) {
    this.#bounds = { nowMs: () => performance.now(), ...bounds };
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAtMs > this.#bounds.nowMs()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAtMs: this.#bounds.nowMs() + this.#bounds.lifetimeMs });
    if (this.#entries.size > this.#bounds.maxEntries) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
  }
}
