import { getCountrySpecifications } from 'ibantools';
import { luhnValid } from '../../../src/domain/redaction/digits.js';
import type { SeededRandom } from '../random.js';
import type { Tally } from '../tally.js';
import { ANY_SENTENCE, scoreHarmless, scorePlanted } from './score.js';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Beginnings and lengths of each brand's numbers. @see ISO/IEC 7812-1 and the brands' published ranges */
const BRANDS: readonly (readonly [beginnings: readonly string[], lengths: readonly number[]])[] = [
  [['4'], [16, 19]], [['51', '55', '2221', '2720'], [16]], [['34', '37'], [15]], [['300', '305', '36', '38'], [14, 16]], [['6011', '644', '65'], [16, 19]],
  [['3528', '3589'], [16]], [['62'], [16, 17, 18, 19]], [['2200', '2204'], [16]], [['6521', '8172'], [16]], [['5018', '6304', '6759'], [16, 18, 19]], [['9792'], [16]],
]; // prettier-ignore

function cardNumber(beginning: string, length: number, random: SeededRandom): string {
  const body = beginning + random.string(DIGITS, length - 1 - beginning.length);
  return body + [...DIGITS].find((check) => luhnValid(body + check));
}

const blocksOf = (digits: string): string[] =>
  digits.length < 16
    ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)]
    : (digits.match(/.{1,4}/g) ?? []);

const SEPARATORS = ['', ' ', '-', '.', '\u00a0', '\u2009', '  ', '\n'] as const;
const CARD_SENTENCES = [
  ...ANY_SENTENCE,
  (value: string) => `My card ${value} was charged twice.`,
  (value: string) => `card number: ${value}`,
  (value: string) => `Visa ${value} 09/28`,
  (value: string) => `cc=${value}&x=1`,
];

function scoreCards(random: SeededRandom, tally: Tally): void {
  for (const [beginnings, lengths] of BRANDS) {
    for (const beginning of beginnings) {
      for (const length of lengths) {
        for (const separator of SEPARATORS) {
          const number = cardNumber(beginning, length, random);
          const value = blocksOf(number).join(separator);
          scorePlanted({ name: 'card', text: random.pick(CARD_SENTENCES)(value), value }, tally);
          const check = (Number(number.at(-1)) + random.integer(1, 9)) % 10;
          const invalid = blocksOf(number.slice(0, -1) + String(check)).join(
            separator === '\n' ? ' ' : separator,
          );
          scoreHarmless('card-like, Luhn invalid', random.pick(ANY_SENTENCE)(invalid), tally);
        }
        const number = cardNumber(beginning, length, random);
        for (const value of [
          `${number.slice(0, 8)}\n${number.slice(8)}`,
          `${number.slice(0, 8)}\r\n> ${number.slice(8)}`,
          [...number].join(' '),
        ])
          // prettier-ignore
          scorePlanted({ name: 'card', text: `card ${value} ok`, value }, tally);
      }
    }
  }
}

/** A made-up account of a country: its registry's structure, right check digits. */
function ibanOf(country: string, pattern: string, random: SeededRandom): string {
  const parts = pattern.replace(/^\^|\$$/g, '').matchAll(/(\[[^\]]+\]|[A-Z0-9])(?:\{(\d+)\})?/g);
  let account = '';
  for (const [, kind = '', times = '1'] of parts) {
    const alphabet = !kind.startsWith('[') ? kind : kind.includes('A-Z') ? (kind.includes('0-9') ? LETTERS + DIGITS : LETTERS) : DIGITS; // prettier-ignore
    account += random.string(alphabet, Number(times));
  }
  const decimal = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  return `${country}${String(98n - (BigInt(decimal) % 97n)).padStart(2, '0')}${account}`;
}

function scoreIbans(random: SeededRandom, tally: Tally): void {
  for (const [country, { bban_regexp: pattern, chars }] of Object.entries(getCountrySpecifications())) {
    if (!pattern || !chars) continue;
    const iban = ibanOf(country, pattern, random);
    if (iban.length !== chars) continue;
    const groups = iban.match(/.{1,4}/g) ?? [];
    for (const value of [
      iban,
      iban.toLowerCase(),
      ...[' ', '-', '.', '\u00a0', '\n'].map((mark) => groups.join(mark)),
      groups.join(' ').toLowerCase(),
    ])
      // prettier-ignore
      for (const sentence of [...ANY_SENTENCE, (text: string) => `IBAN: ${text}`])
        scorePlanted({ name: 'IBAN', text: sentence(value), value }, tally);
  }
}

function scoreSsns(random: SeededRandom, tally: Tally): void {
  const named = [(value: string) => `My SSN is ${value}, why?`, (value: string) => `SSN#${value}`, (value: string) => `social security number ${value}`, (value: string) => `${value} is my ssn`, (value: string) => `my social is ${value}`, (value: string) => `{"ssn":"${value}"}`]; // prettier-ignore
  for (let count = 0; count < 200; count += 1) {
    const parts = [String(random.integer(1, 665)).padStart(3, '0'), String(random.integer(1, 99)).padStart(2, '0'), String(random.integer(1, 9999)).padStart(4, '0')]; // prettier-ignore
    for (const separator of ['-', ' ', '.', '', '–', '\u2011']) {
      const value = parts.join(separator);
      const sentences = separator === '-' || separator === ' ' ? [...named, ...ANY_SENTENCE] : named;
      scorePlanted({ name: 'SSN', text: random.pick(sentences)(value), value }, tally);
    }
  }
}

/** Cards of all brands, IBANs of every country, social security numbers, in all spellings; and invalid cards. */
export function scoreGeneratedNumbers(random: SeededRandom, tally: Tally): void {
  scoreCards(random, tally);
  scoreIbans(random, tally);
  scoreSsns(random, tally);
}
