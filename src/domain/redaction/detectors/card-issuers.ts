import { luhnValid } from '../checksums.js';

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
