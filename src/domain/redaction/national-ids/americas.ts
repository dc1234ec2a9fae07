import { luhnValid, weightedSum } from '../digits.js';
import type { NationalIdRule } from '../detector.js';

/** @see SSA, "Social Security Number Randomization" (2011); IRS, ITIN ranges */
function isSsnOrItin(digits: string): boolean {
  const [area, group, serial] = [digits.slice(0, 3), Number(digits.slice(3, 5)), digits.slice(5)];
  if (area === '000' || area === '666' || group === 0 || serial === '0000') return false;
  if (!area.startsWith('9')) return true;
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group !== 93);
}

const mod11Digit = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11));

/** @see Receita Federal do Brasil, CPF */
function isCpf(digits: string): boolean {
  if (/^(\d)\1*$/.test(digits)) return false;
  const first = mod11Digit(weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]));
  const second = mod11Digit(weightedSum(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
  return digits.endsWith(`${first}${second}`);
}

/** @see Receita Federal do Brasil, CNPJ */
function isCnpj(digits: string): boolean {
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const first = mod11Digit(weightedSum(digits, weights.slice(1)));
  const second = mod11Digit(weightedSum(digits, weights));
  return digits.endsWith(`${first}${second}`);
}

/** @see AFIP, CUIT/CUIL */
function isCuit(digits: string): boolean {
  const rest = 11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return Number(digits[10]) === (rest === 11 ? 0 : rest === 10 ? 9 : rest);
}

/** @see Registro Civil de Chile, RUT */
function isRut(compact: string): boolean {
  const digits = compact.slice(0, -1).padStart(9, '0');
  const rest = 11 - (weightedSum(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return compact.endsWith(rest === 11 ? '0' : rest === 10 ? 'K' : String(rest));
}

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** @see RENAPO, Instructivo normativo para la asignación de la CURP */
function isCurp(compact: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index += 1)
    sum += CURP_ALPHABET.indexOf(compact.charAt(index)) * (18 - index);
  return Number(compact[17]) === (10 - (sum % 10)) % 10;
}

/** @see Registro Civil del Ecuador: province 01 to 24, third digit below 6, mod 10 */
function isEcuadorianId(digits: string): boolean {
  const province = Number(digits.slice(0, 2));
  return province >= 1 && province <= 24 && Number(digits[2]) < 6 && luhnValid(digits);
}

/** Numbers of the Americas. */
export const AMERICAN_IDS: readonly NationalIdRule[] = [
  { country: 'US', name: 'SSN or ITIN', written: '\\d{3}([-\\u2010-\\u2013 ])\\d{2}\\1\\d{4}', holds: isSsnOrItin, alone: 'anywhere' },
  { country: 'CA', name: 'SIN', written: '\\d{3}([- ])\\d{3}\\1\\d{3}', holds: (digits) => /^[1-79]/.test(digits) && luhnValid(digits), alone: 'anywhere' },
  { country: 'CA', name: 'SIN', written: '\\d{9}', holds: (digits) => /^[1-79]/.test(digits) && luhnValid(digits), alone: 'at home' },
  { country: 'BR', name: 'CPF', written: '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', holds: isCpf, alone: 'anywhere' },
  { country: 'BR', name: 'CPF', written: '\\d{11}', holds: isCpf, alone: 'at home' },
  { country: 'BR', name: 'CNPJ', written: '\\d{2}\\.?\\d{3}\\.?\\d{3}/\\d{4}-\\d{2}', holds: isCnpj, alone: 'anywhere' },
  { country: 'AR', name: 'CUIT', written: '(?:20|2[3-7]|30|33|34)-\\d{8}-\\d', holds: isCuit, alone: 'anywhere' },
  { country: 'CL', name: 'RUT', written: '\\d{1,2}\\.\\d{3}\\.\\d{3}-[\\dkK]', holds: isRut, alone: 'anywhere' },
  { country: 'CL', name: 'RUT', written: '\\d{7,8}-[\\dkK]', holds: isRut, alone: 'at home' },
  { country: 'MX', name: 'CURP', written: '[A-Za-z]{4}\\d{6}[HMXhmx][A-Za-z]{5}[A-Za-z0-9]\\d', holds: isCurp, alone: 'anywhere' },
  { country: 'EC', name: 'cédula', written: '\\d{9}-?\\d', holds: isEcuadorianId, alone: 'at home' },
]; // prettier-ignore
