import { CONTEXT_UNITS } from './detector.js';

/** A maximal run of ASCII digits. */
export interface DigitGroup {
  start: number;
  end: number;
}

const ZERO = 48;
const NINE = 57;

/** All maximal runs of ASCII digits, in order. */
export function digitGroups(text: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 0;
    const isDigit = code >= ZERO && code <= NINE;
    if (isDigit && start < 0) start = index;
    if (!isDigit && start >= 0) {
      groups.push({ start, end: index });
      start = -1;
    }
  }
  return groups;
}

/** The digits of a text, everything else dropped. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}

/** True where a letter, digit or underscore stands, so that a value beside it is part of a longer word. */
export function isWordAt(text: string, index: number): boolean {
  if (index < 0 || index >= text.length) return false;
  return /[\p{L}\p{N}_]/u.test(text.charAt(index));
}

/** Check digit algorithms that several kinds of number share. All take compact strings of ASCII characters. */

/** Luhn's mod 10. @see ISO/IEC 7812-1 annex B */
export function luhnValid(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Remainder of a long decimal number. */
export function decimalModulo(digits: string, modulus: number): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + (digit.charCodeAt(0) - 48)) % modulus;
  return remainder;
}

/** Sum of digit times weight, position by position; weights beyond the digits are ignored. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  weights.forEach((weight, index) => {
    sum += weight * Number(digits[index] ?? 0);
  });
  return sum;
}

/** ISO/IEC 7064 MOD 11,10, the last digit being the check digit. */
export function mod1110Valid(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (product + Number(digits.at(-1))) % 10 === 1;
}

/** ISO/IEC 7064 MOD 97-10 over letters (A = 10) and digits: the whole is 1 modulo 97. */
export function mod9710Valid(compact: string): boolean {
  let remainder = 0;
  for (const character of compact.toUpperCase()) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

const VERHOEFF_PRODUCT = [
  '0123456789', '1234067895', '2340178956', '3401289567', '4012395678',
  '5987604321', '6598710432', '7659821043', '8765932104', '9876543210',
]; // prettier-ignore
const VERHOEFF_PERMUTATION = [
  '0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258',
]; // prettier-ignore

/** Verhoeff's dihedral check, the last digit being the check digit. @see J. Verhoeff, 1969 */
export function verhoeffValid(digits: string): boolean {
  let check = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const permuted = Number(VERHOEFF_PERMUTATION[index % 8]?.[digit]);
    check = Number(VERHOEFF_PRODUCT[check]?.[permuted]);
  }
  return check === 0;
}

/** True for a day that exists; a two-digit year is read as leap-tolerant. */
export function dayExists(day: number, month: number, year?: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year === undefined || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}

/** Shannon entropy of a string in bits per character. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** True for text that stands in for a secret: masks, templates, references to where the secret is kept. */
export function isStandIn(value: string): boolean {
  return (
    /^[^A-Za-z0-9]*$/.test(value) ||
    /(.)\1{5,}/.test(value) ||
    /^(?:\$|%\w+%|\{|<|\[|@\{|`|#\{)/.test(value) ||
    /\$\{|\{\{|process\.env|os\.environ|getenv|secrets\./i.test(value) ||
    /(?:^|[-_.])(?:your|my|insert|replace|change|example|sample|dummy|placeholder|redacted|todo|here)(?:$|[-_.])/i.test(
      value,
    ) ||
    /(?:your|insert|replace|enter|change)_?-?(?:me|this|your|the|api|key|token|secret|password|here)/i.test(
      value,
    )
  );
}

/** The text just before `start`, at most `units` long. */
export function textBefore(text: string, start: number, units = CONTEXT_UNITS): string {
  return text.slice(Math.max(0, start - units), start);
}

/** The text from `end` on, at most `units` long. */
export function textAfter(text: string, end: number, units = CONTEXT_UNITS): string {
  return text.slice(end, end + units);
}
