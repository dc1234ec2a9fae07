/** Tags as the vendor keeps them: as they were written, each once whatever its case, in the order given. */
export function normalizeTags(tags: readonly string[], known: readonly string[] = []): string[] {
  const spelling = new Map(known.map((tag) => [tag.toLowerCase(), tag]));
  const kept = new Map<string, string>();
  for (const tag of tags.map((given) => given.trim())) {
    const key = tag.toLowerCase();
    if (key !== '' && !kept.has(key)) kept.set(key, spelling.get(key) ?? tag);
  }
  return [...kept.values()];
}

/** True when both lists hold the same tags, whatever their order. */
export function sameTags(left: readonly string[], right: readonly string[]): boolean {
  const known = new Set(right);
  return left.length === right.length && left.every((tag) => known.has(tag));
}
