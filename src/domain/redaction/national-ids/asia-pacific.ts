import { dayExists, luhnValid, verhoeffValid, weightedSum } from '../digits.js';
import type { NationalIdRule } from '../detector.js';

const hasDate = (digits: string, at: number): boolean =>
  dayExists(Number(digits.slice(at + 4, at + 6)), Number(digits.slice(at + 2, at + 4)));

/** @see GB 11643-1999, ISO/IEC 7064 MOD 11-2 */
function isChineseId(compact: string): boolean {
  const sum = weightedSum(compact, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return hasDate(compact, 8) && compact.endsWith('10X98765432'.charAt(sum % 11));
}

/** @see UIDAI, Aadhaar: twelve digits, first 2 to 9, Verhoeff */
const isAadhaar = (digits: string): boolean => /^[2-9]/.test(digits) && verhoeffValid(digits);

/** @see Ministry of the Interior (Taiwan): letter, gender or residence digit, weighted sum modulo 10 */
function isTaiwaneseId(compact: string): boolean {
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(compact.charAt(0)) + 10;
  const digits = `${letter}${compact.slice(1)}`;
  return weightedSum(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]) % 10 === 0;
}

/** @see Immigration Department (Hong Kong): weights 9 to 2, modulo 11 */
function isHongKongId(compact: string): boolean {
  const padded = compact.padStart(9, ' ');
  let sum = 0;
  for (let index = 0; index < 8; index += 1) {
    const character = padded.charAt(index);
    const value = character === ' ' ? 36 : Number.parseInt(character, 36);
    sum += value * (9 - index);
  }
  const check = compact.endsWith('A') ? 10 : Number(compact.at(-1));
  return (sum + check) % 11 === 0;
}

/** @see ICA Singapore: NRIC and FIN check letters */
function isNric(compact: string): boolean {
  const prefix = compact.charAt(0);
  const offset = prefix === 'T' || prefix === 'G' ? 4 : prefix === 'M' ? 3 : 0;
  const rest = (weightedSum(compact.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
  if (prefix === 'M') return compact.endsWith('KLJNPQRTUWX'.charAt(10 - rest));
  return compact.endsWith((prefix === 'S' || prefix === 'T' ? 'JZIHGFEDCBA' : 'XWUTRQPNMLK').charAt(rest));
}

/** @see Department of Provincial Administration (Thailand) */
function isThaiId(digits: string): boolean {
  const sum = weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return Number(digits[12]) === (11 - (sum % 11)) % 10;
}

/** @see ATO, tax file number: weights, modulo 11 */
const isTaxFileNumber = (digits: string): boolean =>
  weightedSum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0;

/** @see Ministry of Interior (Israel) and South African Home Affairs: Luhn over a fixed length */
const isLuhnWithDate = (digits: string): boolean => hasDate(digits, 0) && luhnValid(digits);

/** Numbers of Asia, Oceania and Africa. */
export const ASIA_PACIFIC_IDS: readonly NationalIdRule[] = [
  { country: 'CN', name: 'resident identity', written: '[1-9]\\d{5}(?:19|20)\\d{9}[\\dXx]', holds: isChineseId, alone: 'anywhere' },
  { country: 'IN', name: 'Aadhaar', written: '(?<!\\d[- ])\\d{4}([- ])\\d{4}\\1\\d{4}(?![- ]\\d)', holds: isAadhaar, alone: 'anywhere' },
  { country: 'IN', name: 'Aadhaar', written: '\\d{12}', holds: isAadhaar, alone: 'at home' },
  { country: 'IN', name: 'PAN', written: '[A-Za-z]{3}[ABCFGHJLPTabcfghjlpt][A-Za-z]\\d{4}[A-Za-z]', holds: () => true, alone: 'anywhere' },
  { country: 'KR', name: 'resident registration', written: '\\d{6}-[1-8]\\d{6}', holds: (digits) => hasDate(digits, 0), alone: 'anywhere' },
  { country: 'TW', name: 'national identity', written: '[A-Z][1289]\\d{8}', holds: isTaiwaneseId, alone: 'anywhere' },
  { country: 'HK', name: 'identity card', written: '[A-Z]{1,2}\\d{6} ?\\([\\dA]\\)', holds: isHongKongId, alone: 'anywhere' },
  { country: 'SG', name: 'NRIC or FIN', written: '[STFGMstfgm]\\d{7}[A-Za-z]', holds: isNric, alone: 'anywhere' },
  { country: 'MY', name: 'MyKad', written: '\\d{6}-\\d{2}-\\d{4}', holds: (digits) => hasDate(digits, 0), alone: 'anywhere' },
  { country: 'TH', name: 'identification', written: '\\d-\\d{4}-\\d{5}-\\d{2}-\\d', holds: isThaiId, alone: 'anywhere' },
  { country: 'TH', name: 'identification', written: '\\d{13}', holds: isThaiId, alone: 'at home' },
  { country: 'PK', name: 'CNIC', written: '[1-7]\\d{4}-\\d{7}-\\d', holds: () => true, alone: 'anywhere' },
  { country: 'AU', name: 'TFN', written: '\\d{3} ?\\d{3} ?\\d{3}', holds: isTaxFileNumber, alone: 'at home' },
  { country: 'IL', name: 'identity', written: '\\d{8}-?\\d', holds: luhnValid, alone: 'at home' },
  { country: 'ZA', name: 'identity', written: '\\d{6} ?\\d{4} ?[01]\\d\\d', holds: isLuhnWithDate, alone: 'at home' },
]; // prettier-ignore
