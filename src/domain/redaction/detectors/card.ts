import type { Candidate, Detector } from '../detector.js';
import { textAfter, textBefore, type DigitGroup, digitGroups, isWordAt, luhnValid } from '../digits.js';

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
    const spacing = groups.map((_, index) => separatorAt(text, groups, index));
    const found: Candidate[] = [];
    let next = 0;
    for (let first = 0; first < groups.length; first += 1) {
      if (first < next) continue;
      const last = findCard({ text, groups, spacing }, first);
      if (last === undefined) continue;
      found.push({ start: groups[first]?.start ?? 0, end: groups[last]?.end ?? 0, type: 'CARD' });
      next = last + 1;
    }
    return found;
  },
};

/** A text's digit groups, and what stands before each, where spacing parts it from the group before. */
interface Digits {
  text: string;
  groups: readonly DigitGroup[];
  spacing: readonly (string | undefined)[];
}

function separatorAt(text: string, groups: readonly DigitGroup[], index: number): string | undefined {
  const left = groups[index - 1];
  const right = groups[index];
  if (left === undefined || right === undefined || right.start - left.end > 14) return undefined;
  const separator = text.slice(left.end, right.start);
  return SPACING.test(separator) ? separator : undefined;
}

const sizeOf = (group: DigitGroup | undefined): number => (group === undefined ? 0 : group.end - group.start);

/** True amid evenly spaced short groups other than blocks of four: no way of writing a card number starts there. */
function isInsideEvenChain({ groups, spacing }: Digits, first: number): boolean {
  const before = spacing[first];
  const size = sizeOf(groups[first]);
  return size < 8 && size !== 4 && before !== undefined && before === spacing[first + 1];
}

/** Index of the last group of the longest card number that starts with group `first`. */
function findCard(input: Digits, first: number): number | undefined {
  const { text, groups, spacing } = input;
  const start = groups[first]?.start ?? 0;
  if (isWordAt(text, start - 1) && !JOINED_WORD.test(textBefore(text, start, 14))) return undefined;
  if (text[start - 1] === '/' || isInsideEvenChain(input, first)) return undefined;
  const separators: string[] = [];
  let digits = '';
  let found: number | undefined;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last];
    if (group === undefined || digits.length + group.end - group.start > MAX_DIGITS) break;
    if (last > first) {
      const separator = spacing[last];
      if (separator === undefined) break;
      separators.push(separator);
    }
    digits += text.slice(group.start, group.end);
    if (digits.length < MIN_DIGITS) continue;
    const cardWord = (): boolean => CARD_WORD.test(textBefore(text, start));
    if (!isCardNumber(digits, { cardWord }) || GLUED.test(textAfter(text, group.end, 2))) continue;
    const window = {
      groups: groups.slice(first, last + 1),
      separators,
      before: spacing[first],
      after: spacing[last + 1],
      sizeBefore: sizeOf(groups[first - 1]),
      sizeAfter: sizeOf(groups[last + 1]),
    };
    if (isWrittenLikeCard(window)) found = last;
  }
  return found === undefined || GOODS_BEFORE.test(textBefore(text, start, 24)) ? undefined : found;
}

const PRINTED_SHAPES = new Set([
  '4-6-5',
  '4-6-4',
  '4-4-4-4-3',
  '4-4-4-4-2',
  '4-4-4-4-1',
  '4-4-4-3',
  '4-4-4-2',
  '4-4-4-1',
  '6-13',
  '6-10',
  '6-9',
  '6-8',
  '4-4-5',
  '8-8',
]);

/** Digit groups that may be a card number, among their neighbours. */
export interface Window {
  groups: readonly DigitGroup[];
  separators: readonly string[];
  /** The separators to the neighbouring groups, when those are near enough to belong to the number. */
  before: string | undefined;
  after: string | undefined;
  /** Digits in the neighbouring groups, 0 where there is none. */
  sizeBefore: number;
  sizeAfter: number;
}

/**
 * The ways a card number is written: in one piece, in the blocks printed on the card, digit by digit or in
 * pairs, also broken over two lines. Anything but four blocks of four must not be cut out of a longer chain.
 */
export function isWrittenLikeCard(window: Window): boolean {
  const sizes = window.groups.map((group) => group.end - group.start);
  const shape = sizes.join('-');
  if (shape === '4-4-4-4') return true;
  const touches = (separator: string | undefined): boolean =>
    separator !== undefined && !separator.includes('\n');
  const mark = window.separators.find((separator) => !separator.includes('\n'));
  const sameMark = (separator: string | undefined): boolean => touches(separator) && separator === mark;
  if (window.groups.length === 1)
    return !/[.\-_/]/.test(window.before ?? '') && !/[-_/]/.test(window.after ?? '');
  const isPrinted = PRINTED_SHAPES.has(shape);
  const digits = sizes.reduce((sum, size) => sum + size, 0);
  const stands = (separator: string | undefined, neighbour: number): boolean =>
    !sameMark(separator) || (isPrinted && digits >= 13 && separator === ' ' && neighbour !== 4);
  if (!stands(window.before, window.sizeBefore) || !stands(window.after, window.sizeAfter)) return false;
  if (isPrinted || sizes.every((size) => size === 1) || sizes.every((size) => size === 2)) return true;
  return (
    window.separators.some((separator) => separator.includes('\n')) &&
    window.groups.length <= 5 &&
    (sizes[0] ?? 0) >= 4
  );
}

interface IssuerRange {
  /** Prefixes from..to inclusive, compared over as many digits as `from` has. */
  from: number;
  to: number;
  lengths: readonly number[];
}

const SIXTEEN_TO_NINETEEN = [16, 17, 18, 19];
const range = (from: number, to: number, lengths: readonly number[]): IssuerRange => ({ from, to, lengths });

/**
 * Issuer identification numbers and the lengths each scheme issues.
 * @see ISO/IEC 7812-1 and the schemes' published BIN ranges (Visa, Mastercard, American Express, Diners Club,
 * Discover, JCB, UnionPay, Mir, RuPay, Dankort, Verve, Elo, Troy, Uzcard, Humo, Maestro).
 */
const ISSUERS: readonly IssuerRange[] = [
  range(4, 4, [13, 16, 18, 19]),
  range(51, 55, [16]), range(2221, 2720, [16]),
  range(34, 34, [15]), range(37, 37, [15]),
  range(300, 305, [14, 16, 19]), range(3095, 3095, [14, 16, 19]), range(36, 36, [14, 16, 19]), range(38, 39, [14, 16, 19]),
  range(35, 35, SIXTEEN_TO_NINETEEN), range(2131, 2131, [15]), range(1800, 1800, [15]),
  range(2200, 2204, SIXTEEN_TO_NINETEEN),
  range(81, 82, SIXTEEN_TO_NINETEEN), range(8600, 8600, [16]), range(9860, 9860, [16]), range(9792, 9792, [16]), range(9891, 9891, [16]),
  range(50, 50, [16, 18, 19]), range(56, 58, [16, 18, 19]), range(60, 69, SIXTEEN_TO_NINETEEN),
  ...[5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763].map((prefix) => range(prefix, prefix, [12, 13, 14, 15, 17])),
]; // prettier-ignore

/** Short Maestro numbers, and those of small or closed schemes, look like any other: beside a word for a card only. */
const BESIDE_WORD: readonly IssuerRange[] = [
  ...[50, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69].map((prefix) =>
    range(prefix, prefix, [12, 13, 14, 15, 17]),
  ),
  range(1, 9, [15, ...SIXTEEN_TO_NINETEEN]),
];
function hasIssuer(digits: string, issuers: readonly IssuerRange[]): boolean {
  return issuers.some(({ from, to, lengths }) => {
    const prefix = Number(digits.slice(0, String(from).length));
    return prefix >= from && prefix <= to && lengths.includes(digits.length);
  });
}

/** True when the digits are a card number: an issuer's range and length, not all one digit, and Luhn. */
export function isCardNumber(digits: string, beside: { cardWord: () => boolean }): boolean {
  if (!luhnValid(digits) || /^(\d)\1*$/.test(digits)) return false;
  return hasIssuer(digits, ISSUERS) || (hasIssuer(digits, BESIDE_WORD) && beside.cardWord());
}
