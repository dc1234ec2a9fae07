import { dayExists, decimalModulo, luhnValid, mod1110Valid, weightedSum } from '../digits.js';
import type { NationalIdRule } from '../detector.js';

const part = (text: string, from: number, to: number): number => Number(text.slice(from, to));

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Spanish DNI and NIE. @see Real Decreto 1553/2005; Ministerio del Interior, check letter modulo 23 */
function isDni(compact: string): boolean {
  const digits = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return compact.endsWith(DNI_LETTERS.charAt(Number(digits) % 23));
}

const FISCAL_ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** Italian codice fiscale. @see Decreto Ministeriale 23/12/1976 */
function isCodiceFiscale(compact: string): boolean {
  let sum = 0;
  for (let index = 0; index < 15; index += 1) {
    const character = compact.charAt(index);
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    sum += index % 2 === 0 ? (FISCAL_ODD_VALUES[value] ?? 0) : value;
  }
  return compact.charCodeAt(15) - 65 === sum % 26;
}

/** French NIR with its key. @see INSEE, numéro de sécurité sociale: 97 − (number modulo 97), Corsica 2A = 19, 2B = 18 */
function isNir(compact: string): boolean {
  const digits = compact.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return /^\d{13}$/.test(digits) && 97 - decimalModulo(digits, 97) === part(compact, 13, 15);
}

/** Belgian national number, the century put before for those born from 2000. @see Royal Decree of 3 April 1984 */
function isBelgianNumber(digits: string): boolean {
  const check = part(digits, 9, 11);
  const body = digits.slice(0, 9);
  return check === 97 - decimalModulo(body, 97) || check === 97 - decimalModulo(`2${body}`, 97);
}

/** Dutch BSN, the "elfproef". @see Wet algemene bepalingen burgerservicenummer */
const isBsn = (digits: string): boolean =>
  weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && Number(digits) > 0;

/** German tax identification number: ISO/IEC 7064 MOD 11,10, one digit repeated. @see § 139b AO; BZSt */
const isGermanTaxId = (digits: string): boolean =>
  !digits.startsWith('0') && new Set(digits.slice(0, 10)).size <= 9 && mod1110Valid(digits);

/** Austrian social insurance number. @see Dachverband der Sozialversicherungsträger */
const isAustrianNumber = (digits: string): boolean =>
  weightedSum(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(digits[3]) && part(digits, 6, 8) <= 13;

/** Swiss AHV number: EAN-13 check. @see BSV, AHV-Nummer */
const isAhv = (digits: string): boolean =>
  weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;

/** Polish PESEL. @see Ustawa o ewidencji ludności */
const isPesel = (digits: string): boolean =>
  dayExists(part(digits, 4, 6), part(digits, 2, 4) % 20) &&
  weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;

/** Swedish personnummer: date (day plus 60 for coordination numbers) and Luhn. @see Skatteverket SKV 704 */
function isPersonnummer(compact: string): boolean {
  const digits = compact.slice(-10);
  return dayExists(part(digits, 4, 6) % 60, part(digits, 2, 4)) && luhnValid(digits);
}

/** Norwegian fødselsnummer, D numbers included. @see Skatteetaten */
function isFodselsnummer(digits: string): boolean {
  if (!dayExists(part(digits, 0, 2) % 40, part(digits, 2, 4) % 40)) return false;
  const first = weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0;
  return first && weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** Danish CPR: a date; numbers issued since 2007 have no check. @see CPR-kontoret */
const isCpr = (digits: string): boolean => dayExists(part(digits, 0, 2), part(digits, 2, 4));

/** Finnish henkilötunnus: date and modulo 31. @see Digi- ja väestötietovirasto */
function isHetu(compact: string): boolean {
  const digits = compact.slice(0, 6) + compact.slice(-4, -1);
  const letter = '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(Number(digits) % 31);
  return dayExists(part(digits, 0, 2), part(digits, 2, 4)) && compact.endsWith(letter);
}

/** Czech and Slovak birth number: date (women month plus 50, overflow plus 20) and modulo 11. @see zákon 133/2000 Sb. */
const isBirthNumber = (digits: string): boolean =>
  dayExists(part(digits, 4, 6), (part(digits, 2, 4) % 50) % 20) &&
  (digits.length === 9 || Number(digits) % 11 === 0);

/** UK NHS number. @see NHS Data Dictionary */
function isNhs(digits: string): boolean {
  const check = 11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return Number(digits[9]) === (check === 11 ? 0 : check);
}

/** UK National Insurance number. @see HMRC NIM39110 */
const isNino = (compact: string): boolean => !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(compact);

/** Irish PPS number. @see Department of Social Protection */
function isPps(compact: string): boolean {
  const second = compact.length === 9 ? ' ABCDEFGHI'.indexOf(compact.charAt(8)) : 0;
  const sum = weightedSum(compact, [8, 7, 6, 5, 4, 3, 2]) + Math.max(0, second) * 9;
  return compact.charAt(7) === 'WABCDEFGHIJKLMNOPQRSTUV'.charAt(sum % 23);
}

/** Romanian CNP. @see Legea 105/1996 */
function isCnp(digits: string): boolean {
  const rest = weightedSum(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  return dayExists(part(digits, 5, 7), part(digits, 3, 5)) && Number(digits[12]) === (rest === 10 ? 1 : rest);
}

/** Bulgarian EGN. @see Наредба за ЕСГРАОН */
const isEgn = (digits: string): boolean =>
  dayExists(part(digits, 4, 6), part(digits, 2, 4) % 20) &&
  (weightedSum(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === Number(digits[9]);

/** Personal code of Estonia and Lithuania. @see EVS 585 */
function isBalticCode(digits: string): boolean {
  const first = weightedSum(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const second = weightedSum(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11;
  const check = first < 10 ? first : second % 10;
  return dayExists(part(digits, 5, 7), part(digits, 3, 5)) && Number(digits[10]) === check;
}

/** Yugoslav unique master citizen number and its successors. @see JMBG/EMŠO regulations */
function isJmbg(digits: string): boolean {
  const rest = weightedSum(digits, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (
    dayExists(part(digits, 0, 2), part(digits, 2, 4)) && Number(digits[12]) === (rest < 2 ? 0 : 11 - rest)
  );
}

/** Portuguese NIF. @see Autoridade Tributária */
function isNif(digits: string): boolean {
  const rest = weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return Number(digits[8]) === (rest < 2 ? 0 : 11 - rest);
}

/** Turkish identity number. @see NVİ */
function isTurkishId(digits: string): boolean {
  const odd = weightedSum(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weightedSum(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return (
    !digits.startsWith('0') && tenth === Number(digits[9]) && (odd + even + tenth) % 10 === Number(digits[10])
  );
}

/** Greek AMKA: date and Luhn. @see ΗΔΙΚΑ */
const isAmka = (digits: string): boolean =>
  dayExists(part(digits, 0, 2), part(digits, 2, 4)) && luhnValid(digits);

/** Icelandic kennitala. @see Þjóðskrá */
const isKennitala = (digits: string): boolean =>
  dayExists(part(digits, 0, 2) % 40, part(digits, 2, 4)) &&
  weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;

/** Russian SNILS: nine digits weighted 9 to 1, modulo 101. @see ПФР */
const isSnils = (digits: string): boolean =>
  (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === part(digits, 9, 11);

const rule = (
  country: string, name: string, written: string, holds: NationalIdRule['holds'], alone: NationalIdRule['alone'],
): NationalIdRule => ({ country, name, written, holds, alone }); // prettier-ignore

const ANYWHERE = 'anywhere';
const AT_HOME = 'at home';

/** Numbers of Europe. */
export const EUROPEAN_IDS: readonly NationalIdRule[] = [
  rule('ES', 'DNI', '\\d{8}[- ]?[A-HJ-NP-TV-Za-hj-np-tv-z]', isDni, ANYWHERE),
  rule('ES', 'NIE', '[XYZxyz][- ]?\\d{7}[- ]?[A-Za-z]', isDni, ANYWHERE),
  rule('IT', 'codice fiscale', '[A-Za-z]{6} ?\\d{2} ?[A-EHLMPRSTa-ehlmprst]\\d{2} ?[A-Za-z]\\d{3} ?[A-Za-z]', isCodiceFiscale, ANYWHERE),
  rule('FR', 'NIR', '[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[ABab]) ?\\d{3} ?\\d{3} ?\\d{2}', isNir, ANYWHERE),
  rule('BE', 'national number', '\\d{2}[. ]\\d{2}[. ]\\d{2}[- ]\\d{3}[. ]\\d{2}', isBelgianNumber, ANYWHERE),
  rule('BE', 'national number', '\\d{11}', isBelgianNumber, AT_HOME),
  rule('NL', 'BSN', '\\d{9}|\\d{4}\\.\\d{2}\\.\\d{3}', isBsn, AT_HOME),
  rule('DE', 'tax identification', '\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}', isGermanTaxId, AT_HOME),
  rule('AT', 'social insurance', '\\d{4} ?\\d{6}', isAustrianNumber, AT_HOME),
  rule('CH', 'AHV', '756\\.\\d{4}\\.\\d{4}\\.\\d{2}|756\\d{10}', isAhv, ANYWHERE),
  rule('PL', 'PESEL', '\\d{11}', isPesel, AT_HOME),
  rule('SE', 'personnummer', '(?:19|20)?\\d{6}[-+]\\d{4}', isPersonnummer, ANYWHERE),
  rule('NO', 'fødselsnummer', '\\d{6} ?\\d{5}', isFodselsnummer, ANYWHERE),
  rule('DK', 'CPR', '\\d{6}-\\d{4}', isCpr, AT_HOME),
  rule('FI', 'henkilötunnus', '\\d{6}[-+A-FU-Ya-fu-y]\\d{3}[0-9A-Ya-y]', isHetu, ANYWHERE),
  rule('IS', 'kennitala', '\\d{6}-\\d{4}', isKennitala, AT_HOME),
  rule('CZ', 'birth number', '\\d{6}/\\d{3,4}', isBirthNumber, ANYWHERE),
  rule('GB', 'NHS', '\\d{3}([- ])\\d{3}\\1\\d{4}', isNhs, AT_HOME),
  rule('GB', 'National Insurance', '[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-Da-d]|[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z](?:\\d{6}| \\d{2} \\d{2} \\d{2} ?)[a-d]', isNino, ANYWHERE),
  rule('IE', 'PPS', '\\d{7}[A-Wa-w][A-IWa-iw]?', isPps, ANYWHERE),
  rule('RO', 'CNP', '[1-9]\\d{12}', isCnp, AT_HOME),
  rule('BG', 'EGN', '\\d{10}', isEgn, AT_HOME),
  rule('EE', 'personal code', '[1-6]\\d{10}', isBalticCode, AT_HOME),
  rule('LT', 'personal code', '[1-6]\\d{10}', isBalticCode, AT_HOME),
  rule('LV', 'personal code', '\\d{6}-\\d{5}', () => true, AT_HOME),
  rule('HR', 'OIB', '\\d{11}', mod1110Valid, AT_HOME),
  rule('SI', 'EMŠO', '\\d{13}', isJmbg, AT_HOME),
  rule('RS', 'JMBG', '\\d{13}', isJmbg, AT_HOME),
  rule('PT', 'NIF', '[1-35-9]\\d{2} ?\\d{3} ?\\d{3}', isNif, AT_HOME),
  rule('TR', 'identity', '[1-9]\\d{10}', isTurkishId, AT_HOME),
  rule('GR', 'AMKA', '\\d{11}', isAmka, AT_HOME),
  rule('RU', 'SNILS', '\\d{3}-\\d{3}-\\d{3}[- ]\\d{2}', isSnils, ANYWHERE),
]; // prettier-ignore
