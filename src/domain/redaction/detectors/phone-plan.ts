import {
  type CountryCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

const FALLBACK_REGION: CountryCode = 'US';
const plans = new Metadata(metadata);
const isCountry = (region: string): region is CountryCode =>
  isSupportedCountry(region as CountryCode, metadata);

function countryOf(region: string): CountryCode {
  return isCountry(region) ? region : FALLBACK_REGION;
}

/** True when the country's numbering plan issues such numbers. @see libphonenumber metadata (max) */
export function isValidNationally(digits: string, region: string): boolean {
  const country = countryOf(region);
  plans.selectNumberingPlan(country);
  const lengths = plans.numberingPlan?.possibleLengths() ?? [];
  const longestPrefix = 3;
  if (!lengths.some((length) => digits.length >= length && digits.length <= length + longestPrefix))
    return false;
  return (
    parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false }, metadata)?.isValid() ===
    true
  );
}

/** Looking into a numbering plan is the costliest question of all, and each pass over a text asks it again. */
const MOST_REMEMBERED = 4_096;
const remembered = new Map<string, { valid: boolean; possible: boolean }>();

/** Whether E.164 digits are of a country's plan (`valid`), or at least as long as it issues them (`possible`). */
export function isInternational(digits: string): { valid: boolean; possible: boolean } {
  const known = remembered.get(digits);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const answer = askedInternationally(digits);
  remembered.set(digits, answer);
  return answer;
}

function askedInternationally(digits: string): { valid: boolean; possible: boolean } {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false }, metadata);
  return { valid: parsed?.isValid() === true, possible: parsed?.isPossible() === true };
}

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
