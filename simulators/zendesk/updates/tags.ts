/** Most characters of one tag. */
const LONGEST_TAG = 255;

/** Tags as the vendor keeps them: lower case, no white space, each once, sorted. */
export function normalizeTags(tags: readonly string[]): string[] {
  const kept = tags.map((tag) => tag.trim().toLowerCase().replace(/\s+/gu, '_').slice(0, LONGEST_TAG));
  return [...new Set(kept.filter((tag) => tag !== ''))].sort();
}

/** True when both lists hold the same tags, whatever their order. */
export function sameTags(left: readonly string[], right: readonly string[]): boolean {
  const known = new Set(right);
  return left.length === right.length && left.every((tag) => known.has(tag));
}
