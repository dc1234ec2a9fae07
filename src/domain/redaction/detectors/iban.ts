import { getCountrySpecifications } from 'ibantools';
import { allMatches } from '../../text/all-matches.js';
import { mod9710Valid, isWordAt } from '../digits.js';
import type { Candidate, Detector } from '../detector.js';

/** Length of a whole IBAN by country. @see SWIFT IBAN Registry (through ibantools) */
const LENGTHS = new Map(
  Object.entries(getCountrySpecifications()).flatMap(([country, { chars }]) =>
    typeof chars === 'number' ? [[country, chars] as const] : [],
  ),
);

const HEAD = /[A-Za-z]{2}[ ]?\d[ ]?\d/g;
const ALPHANUMERIC = /[A-Za-z0-9]/;
const SPACING = /[ \t.\-\u2013_/\r\n>]/;
const MAX_SPACING = 4;

/** End of the text that holds `length` letters and digits from `start` on, or undefined when it breaks off. */
function endAfter(text: string, start: number, length: number): { end: number; compact: string } | undefined {
  let compact = '';
  let spacing = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (ALPHANUMERIC.test(character)) {
      compact += character;
      spacing = 0;
      if (compact.length === length) return { end: index + 1, compact };
    } else {
      spacing += 1;
      if (spacing > MAX_SPACING || !SPACING.test(character)) return undefined;
    }
  }
  return undefined;
}

/** True for a compact IBAN whose check digits hold. @see ISO 13616-1 and ISO/IEC 7064 MOD 97-10 */
function checkDigitsHold(compact: string): boolean {
  return mod9710Valid(compact.slice(4) + compact.slice(0, 4));
}

/** IBANs of every country in the registry: its length and mod 97, printed or electronic, in either case. */
export const ibanDetector: Detector = {
  name: 'iban',
  detect({ text }) {
    const found: Candidate[] = [];
    for (const match of allMatches(text, HEAD)) {
      const { index } = match;
      const attached =
        isWordAt(text, index - 1) && !/\biban$/i.test(text.slice(Math.max(0, index - 5), index));
      const length = LENGTHS.get(match[0].slice(0, 2).toUpperCase());
      if (attached || length === undefined) continue;
      const whole = endAfter(text, index, length);
      if (whole === undefined || isWordAt(text, whole.end) || !checkDigitsHold(whole.compact)) continue;
      found.push({ start: index, end: whole.end, type: 'IBAN' });
    }
    return found;
  },
};
