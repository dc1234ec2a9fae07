import { integerBetween, pickOne, type Random } from '../seeded-random.js';

/** Public test numbers of payment providers, as people type them. They pass the Luhn check and pay nothing. */
export const TEST_CARDS = [
  '4242 4242 4242 4242',
  '4242424242424242',
  '4000-0566-5566-5556',
  '5555 5555 5555 4444',
  '5105105105105100',
  '3782 822463 10005',
  '6011 1111 1111 1117',
] as const;

/** Networks for documentation. @see RFC 5737 */
export const IP_NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const;

const COUNTRIES = [
  { country: 'DE', bank: '10000000', digits: 10 },
  { country: 'AT', bank: '00100', digits: 11 },
  { country: 'GB', bank: 'TEST000000', digits: 8 },
] as const;

/** An account number that nobody has, with valid check digits, in groups of four. @see ISO 13616 */
export function ibanFor(random: Random): string {
  const { country, bank, digits } = pickOne(random, COUNTRIES);
  const account = String(integerBetween(random, 0, 99_999_999)).padStart(digits, '0');
  const check = String(98 - modulo97(`${bank}${account}${country}00`)).padStart(2, '0');
  return `${country}${check}${bank}${account}`.replace(/(.{4})(?=.)/g, '$1 ');
}

function modulo97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
