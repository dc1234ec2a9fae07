import type { DigitGroup } from '../digit-groups.js';

const SEPARATOR = /^(?:[ \u00a0\u202f\u2009.\-\u2010-\u2013/()~]{1,4})$/;
const MAX_GROUPS = 12;
/** E.164 has at most 15 digits, an international prefix and a trunk 0 come on top. */
const MAX_DIGITS = 18;

/** Digit groups that may be one number, and what stands between them. */
export interface Chain {
  groups: readonly DigitGroup[];
  separators: readonly string[];
}

/** What stands before each group, where telephone spacing parts it from the group before; read once for a text. */
export const phoneSpacing = (text: string, groups: readonly DigitGroup[]): (string | undefined)[] =>
  groups.map(({ start }, index) => {
    const end = groups[index - 1]?.end;
    if (end === undefined || start - end > 4) return undefined;
    const separator = text.slice(end, start);
    return SEPARATOR.test(separator) ? separator : undefined;
  });

/** Digit groups from `first` on that only telephone spacing parts. */
export function chainFrom(
  groups: readonly DigitGroup[],
  spacing: readonly (string | undefined)[],
  first: number,
): Chain {
  const chain: DigitGroup[] = [];
  const separators: string[] = [];
  let digits = 0;
  for (let index = first; index < groups.length && chain.length < MAX_GROUPS; index += 1) {
    const group = groups[index];
    const separator = spacing[index];
    if (group === undefined || (index > first && separator === undefined)) break;
    digits += group.end - group.start;
    if (digits > MAX_DIGITS) break;
    if (index > first && separator !== undefined) separators.push(separator);
    chain.push(group);
  }
  return { groups: chain, separators };
}

/**
 * A number may be cut out of a longer chain only where the spacing changes ("555-123-4567 2 times"), never
 * inside evenly spaced digits, which are one number of another kind. One with a plus sign ends where its country
 * says.
 */
export function mayEndAt(chain: Chain, count: number, isPlus: boolean): boolean {
  if (count === chain.groups.length || isPlus) return true;
  const border = chain.separators[count - 1] ?? '';
  return count > 1 && /^[ /(]/.test(border) && chain.separators.indexOf(border) === count - 1;
}
