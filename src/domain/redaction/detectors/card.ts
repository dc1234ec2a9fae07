import { textAfter, textBefore } from '../context.js';
import type { Candidate, Detector } from '../detector.js';
import { type DigitGroup, digitGroups, isWordAt } from '../digits.js';
import { isCardNumber } from './card-issuers.js';
import { isWrittenLikeCard } from './card-shape.js';

const CARD_WORD =
  /\b(?:card|credit|debit|visa|maestro|mastercard|amex|pan|karte|kreditkarte|carte|tarjeta|cart[aã]o|carta)\b/i;

/** Numbers of goods are as long as some cards'. @see GS1 General Specifications, ISO 2108 */
const GOODS_BEFORE =
  /\b(?:ean|gtin|upc|isbn|barcode)(?:[- ]?1[0-4])?(?:[ -](?:code|number|no\.?))?[:#= ]{0,3}$/i;

const MAX_DIGITS = 19;
const MIN_DIGITS = 12;
const SPACING = /^(?:[ \t.\-\u2010-\u2014_·/]{1,3}|[ \t\-.]{0,3}\r?\n[> \t]{0,8})$/;
/** A letter, or a mark and a letter: the digits go on as an identifier. Scripts without spaces join everything. */
const GLUED =
  /^(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai})(?:[\p{L}\p{N}]|_[\p{L}\p{N}]|[-/]\p{L})/u;
/** A word for it may be joined to the number, and emphasis or a script without spaces always may. */
const JOINED_WORD =
  /(?:\b[a-z]{3,12}|(?:card|cc|pan|kk|karte|number|num|no|nr)[_:#-]{1,2}|(?:^|[^\p{L}\p{N}])_{1,2}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}ー])$/iu;

/**
 * Payment card numbers: issuer range, length and Luhn, with spaces, dashes or dots, also over a line break.
 * @see ISO/IEC 7812-1
 */
export const cardDetector: Detector = {
  name: 'card',
  detect({ text }) {
    const groups = digitGroups(text);
    const found: Candidate[] = [];
    let next = 0;
    for (let first = 0; first < groups.length; first += 1) {
      if (first < next) continue;
      const last = findCard(text, groups, first);
      if (last === undefined) continue;
      found.push({ start: groups[first]?.start ?? 0, end: groups[last]?.end ?? 0, type: 'CARD' });
      next = last + 1;
    }
    return found;
  },
};

function separatorAt(text: string, groups: readonly DigitGroup[], index: number): string | undefined {
  const left = groups[index - 1];
  const right = groups[index];
  if (left === undefined || right === undefined || right.start - left.end > 14) return undefined;
  const separator = text.slice(left.end, right.start);
  return SPACING.test(separator) ? separator : undefined;
}

const sizeOf = (group: DigitGroup | undefined): number => (group === undefined ? 0 : group.end - group.start);

/** True amid evenly spaced short groups other than blocks of four: no way of writing a card number starts there. */
function isInsideEvenChain(text: string, groups: readonly DigitGroup[], first: number): boolean {
  const group = groups[first];
  const before = separatorAt(text, groups, first);
  const size = sizeOf(group);
  return size < 8 && size !== 4 && before !== undefined && before === separatorAt(text, groups, first + 1);
}

/** Index of the last group of the longest card number that starts with group `first`. */
function findCard(text: string, groups: readonly DigitGroup[], first: number): number | undefined {
  const start = groups[first]?.start ?? 0;
  if (isWordAt(text, start - 1) && !JOINED_WORD.test(textBefore(text, start, 14))) return undefined;
  if (text[start - 1] === '/' || isInsideEvenChain(text, groups, first)) return undefined;
  const separators: string[] = [];
  let digits = '';
  let found: number | undefined;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    if (group === undefined || digits.length + group.end - group.start > MAX_DIGITS) break;
    if (last > first) {
      const separator = separatorAt(text, groups, last);
      if (separator === undefined) break;
      separators.push(separator);
    }
    digits += text.slice(group.start, group.end);
    if (digits.length < MIN_DIGITS || GLUED.test(textAfter(text, group.end, 2))) continue;
    const cardWord = (): boolean => CARD_WORD.test(textBefore(text, start));
    if (!isCardNumber(digits, { cardWord })) continue;
    const window = {
      groups: groups.slice(first, last + 1),
      separators,
      before: separatorAt(text, groups, first),
      after: separatorAt(text, groups, last + 1),
      sizeBefore: sizeOf(groups[first - 1]),
      sizeAfter: sizeOf(groups[last + 1]),
    };
    if (isWrittenLikeCard(window)) found = last;
  }
  return found === undefined || GOODS_BEFORE.test(textBefore(text, start, 24)) ? undefined : found;
}
