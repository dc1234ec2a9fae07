/** Past this many people of one name everybody counts as sharing it; keeps the work per word bounded. */
export const MAX_COMPARED = 64;

/** Whether somebody has both parts of a name. */
export function share(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  if (left.size > MAX_COMPARED && right.size > MAX_COMPARED) return true;
  const [fewer, more] = left.size < right.size ? [left, right] : [right, left];
  return [...fewer].some((person) => more.has(person));
}
