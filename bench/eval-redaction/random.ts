/** A repeatable source of chance: equal seeds give equal sequences. Mulberry32, good enough for test data. */
export class SeededRandom {
  #state: number;

  /** @param seed Any integer; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of the items. @throws {RangeError} when there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError('expected at least one item to pick from');
    return item;
  }

  /** A string of so many characters of an alphabet. */
  string(alphabet: string, length: number): string {
    let text = '';
    for (let index = 0; index < length; index += 1)
      text += alphabet.charAt(this.integer(0, alphabet.length - 1));
    return text;
  }
}
