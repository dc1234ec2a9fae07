import {
  type CountryCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import { textAfter, textBefore, type DigitGroup, isWordAt } from '../digits.js';

const FALLBACK_REGION: CountryCode = 'US';
const plans = new Metadata(metadata);
const isCountry = (region: string): region is CountryCode =>
  isSupportedCountry(region as CountryCode, metadata);

function countryOf(region: string): CountryCode {
  return isCountry(region) ? region : FALLBACK_REGION;
}

/** Looking into a numbering plan is the costliest question of all, and each pass over a text asks it again. */
const MOST_REMEMBERED = 8_192;

function remembering<Answer>(ask: (digits: string, country: CountryCode) => Answer) {
  const remembered = new Map<string, Answer>();
  return (digits: string, country: CountryCode): Answer => {
    const key = country + digits;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const answer = ask(digits, country);
    remembered.set(key, answer);
    return answer;
  };
}

const LONGEST_PREFIX = 3;
const lengthsOf = remembering((_, country) => {
  plans.selectNumberingPlan(country);
  return plans.numberingPlan?.possibleLengths() ?? [];
});

const askedNationally = remembering(
  (digits, country) =>
    parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false }, metadata)?.isValid() ===
    true,
);

/** True when the country's numbering plan issues such numbers. @see libphonenumber metadata (max) */
export function isValidNationally(digits: string, region: string): boolean {
  const country = countryOf(region);
  const fits = (length: number): boolean =>
    digits.length >= length && digits.length <= length + LONGEST_PREFIX;
  return lengthsOf('', country).some(fits) && askedNationally(digits, country);
}

const askedInternationally = remembering((digits) => {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false }, metadata);
  return { valid: parsed?.isValid() === true, possible: parsed?.isPossible() === true };
});

/** Whether E.164 digits are of a country's plan (`valid`), or at least as long as it issues them (`possible`). */
export const isInternational = (digits: string): { valid: boolean; possible: boolean } =>
  askedInternationally(digits, FALLBACK_REGION);

/**
 * Country calling code and national number, digits alone, of a number written nationally or internationally; undefined
 * when no plan has it.
 */
export function internationalParts(
  written: string,
  region: string,
): { country: string; national: string } | undefined {
  const parsed = parsePhoneNumberFromString(written, { defaultCountry: countryOf(region) }, metadata);
  if (parsed === undefined) return undefined;
  return { country: parsed.countryCallingCode, national: parsed.nationalNumber };
}

const EXTENSION = /^[ ,;]{0,2}(?:x|ext\.?|extension|extn\.?|durchwahl|poste|#)[ .:]{0,2}\d{1,6}(?!\w)/i;

/** Length of an extension written right behind a number, 0 for none. @see RFC 3966 §5.3 for the idea of it */
export function extensionUnits(text: string, end: number): number {
  return EXTENSION.exec(textAfter(text, end, 20))?.[0].length ?? 0;
}

/** Where a number that begins with this group begins in writing: with its plus sign or bracket. */
export function writtenStart(text: string, group: DigitGroup): number {
  const head = /(?:\(?\+{1,2}\(?|\+ ?\(?|\()$/.exec(textBefore(text, group.start, 4));
  const start = group.start - (head?.[0].length ?? 0);
  const opensAfterWord = text[start] === '(' && isWordAt(text, start - 1);
  return opensAfterWord ? start + 1 : start;
}

/** The start of "tel:" right before a number, which is part of it. @see RFC 3966 */
export function uriStart(text: string, start: number): number {
  return start - (/(?<![\w])(?:tel|callto|sms|fax):$/i.exec(textBefore(text, start, 8))?.[0].length ?? 0);
}
