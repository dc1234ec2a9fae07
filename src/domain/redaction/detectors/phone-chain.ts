import type { DigitGroup } from '../digits.js';

const SEPARATOR = /^(?:[ \u00a0\u202f\u2009.\-\u2010-\u2013/()~]{1,4})$/;
const MAX_GROUPS = 12;
/** E.164 has at most 15 digits, an international prefix and a trunk 0 come on top. */
const MAX_DIGITS = 18;

/** Digit groups that may be one number, and what stands between them. */
export interface Chain {
  groups: readonly DigitGroup[];
  separators: readonly string[];
}

/** Digit groups from `first` on that only telephone spacing parts. */
export function chainFrom(text: string, groups: readonly DigitGroup[], first: number): Chain {
  const chain: DigitGroup[] = [];
  const separators: string[] = [];
  let digits = 0;
  for (let index = first; index < groups.length && chain.length < MAX_GROUPS; index += 1) {
    const group = groups[index];
    const previous = chain.at(-1);
    if (group === undefined) break;
    if (previous !== undefined) {
      const separator = text.slice(previous.end, Math.min(group.start, previous.end + 5));
      if (group.start - previous.end > 4 || !SEPARATOR.test(separator)) break;
      separators.push(separator);
    }
    digits += group.end - group.start;
    if (digits > MAX_DIGITS) break;
    chain.push(group);
  }
  return { groups: chain, separators: separators.slice(0, Math.max(0, chain.length - 1)) };
}

/**
 * A number may be cut out of a longer chain only where the spacing changes ("555-123-4567 2 times"), never
 * inside evenly spaced digits, which are one number of another kind. One with a plus sign ends where its country
 * says.
 */
export function mayEndAt(chain: Chain, count: number, isPlus: boolean): boolean {
  if (count === chain.groups.length || isPlus) return true;
  const border = chain.separators[count - 1] ?? '';
  const inside = chain.separators.slice(0, count - 1);
  return /^[ /(]/.test(border) && inside.length > 0 && !inside.includes(border);
}
