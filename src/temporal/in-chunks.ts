/** Calls for each item, at most `size` at once; a chunk begins when the one before has ended. Results in order. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  call: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let next = 0; next < items.length; next += size)
    results.push(...(await Promise.all(items.slice(next, next + size).map(call))));
  return results;
}
