import type { Candidate, Detector, PhoneIndex } from '../detector.js';
import { type DigitGroup, digitGroups } from '../digits.js';
import { extensionUnits, uriStart, writtenStart } from './phone-plan.js';

/** What may stand inside a number: spacing and signs, a line break too; never a letter. */
const INSIDE = /^[^\p{L}\p{N}]{1,6}$/u;

interface Found {
  first: DigitGroup;
  value: string;
}

/** The longest of the people's numbers that ends with the group at `last`, whatever stands between its digits. */
function numberEndingAt(
  text: string,
  { groups, last, phones }: { groups: readonly DigitGroup[]; last: number; phones: PhoneIndex },
): Found | undefined {
  let digits = '';
  let found: Found | undefined;
  for (let at = last; at >= 0; at -= 1) {
    const group = groups[at];
    const next = groups[at + 1];
    if (group === undefined) break;
    const isApart = at < last && next !== undefined && !INSIDE.test(text.slice(group.end, Math.min(next.start, group.end + 7))); // prettier-ignore
    digits = text.slice(group.start, group.end) + digits;
    if (isApart || !phones.endings.has(digits)) break;
    const value = phones.numbers.get(digits);
    if (value !== undefined) found = { first: group, value };
  }
  return found;
}

/**
 * The phone numbers that the platform knows of the ticket's own people, by their digits alone: with or without country
 * code, trunk prefix and area, in any grouping. No word or grammar is needed, as the number is known.
 */
export const ownPhoneDetector: Detector = {
  name: 'own-phone',
  detect({ text, phones }) {
    if (phones.numbers.size === 0) return [];
    const groups = digitGroups(text);
    const found: Candidate[] = [];
    groups.forEach((group, last) => {
      if (!phones.endings.has(text.slice(group.start, group.end))) return;
      const number = numberEndingAt(text, { groups, last, phones });
      if (number === undefined) return;
      found.push({
        start: uriStart(text, writtenStart(text, number.first)),
        end: group.end + extensionUnits(text, group.end),
        type: 'PHONE',
        value: number.value,
      });
    });
    return found;
  },
};
