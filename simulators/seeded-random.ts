/** Gives the next number of a reproducible sequence, 0 inclusive to 1 exclusive. */
export type Random = () => number;

/**
 * A generator that gives the same sequence for the same parts, whatever the platform.
 * Good enough for variety, not for secrets. Mulberry32, seeded with FNV-1a over the joined parts.
 */
export function seededRandom(...parts: (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const character of parts.join('/')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number between `min` and `max`, both inclusive. */
export function integerBetween(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}

/** One of the items. @throws {RangeError} when there is none. */
export function pickOne<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('expected at least one item to pick from, got none');
  return item;
}

/** The items in a random order; the input stays as it is. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
