import { digitsOf } from './digits.js';
import { plainForm } from './plain-form.js';
import { internationalParts } from './detectors/phone-plan.js';
import type { PhoneIndex } from './detector.js';

/** Dialled before the country code. @see ITU-T E.123 and the national dialling plans (NANP, AU, JP, KR, RU) */
const INTERNATIONAL_PREFIXES = ['', '00', '011', '0011', '010', '810'];
/** Dialled before a national number. @see ITU-T Operational Bulletin, "Dialling procedures" */
const TRUNK_PREFIXES = ['', '0', '1', '8', '06', '01'];
/** So many of the last digits are a subscriber's in every plan that leaves the area out. */
const LOCAL_DIGITS = 7;
/** Shorter numbers are met by chance. */
const FEWEST_DIGITS = 5;
/** E.164 allows 15; longer ones are no phone numbers. */
const MOST_DIGITS = 15;

/**
 * Prepares the phone numbers of people for any number of texts. What is no phone number by its length is left out.
 * @param region ISO 3166 alpha-2, for numbers without a country code.
 */
export function indexPhones(phones: readonly string[], region: string): PhoneIndex {
  const numbers = new Map<string, string>();
  for (const phone of phones) {
    for (const [digits, value] of waysOfWriting(phone, region))
      if (!numbers.has(digits)) numbers.set(digits, value);
  }
  const endings = new Set<string>();
  for (const digits of numbers.keys())
    for (let start = 0; start < digits.length; start += 1) endings.add(digits.slice(start));
  return { numbers, endings };
}

const withoutExtension = (phone: string): string =>
  phone.replace(/(?:x|ext|#|;|durchwahl|poste)\D*\d*\s*$/i, '');

function waysOfWriting(phone: string, region: string): [digits: string, value: string][] {
  const written = withoutExtension(plainForm(phone).text);
  const asWritten = digitsOf(written);
  const { country, national } = internationalParts(written, region) ?? { country: '', national: asWritten };
  if (national.length < FEWEST_DIGITS || asWritten.length > MOST_DIGITS + 3) return [];
  const value = country + national;
  const ways = [asWritten, ...TRUNK_PREFIXES.map((prefix) => prefix + national)];
  if (country !== '')
    for (const prefix of INTERNATIONAL_PREFIXES)
      ways.push(prefix + country + national, `${prefix}${country}0${national}`);
  for (let start = 1; national.length - start >= LOCAL_DIGITS; start += 1) ways.push(national.slice(start));
  return ways.map((digits) => [digits, value]);
}
