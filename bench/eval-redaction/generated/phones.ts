import fc from 'fast-check';
import {
  type CountryCode,
  Metadata,
  type NumberType,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import type { Tally } from '../tally.js';
import { scorePlanted } from './score.js';

const KINDS = ['FIXED_LINE', 'MOBILE', 'TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'VOIP', 'PERSONAL_NUMBER', 'UAN'] as const; // prettier-ignore
const NAMED: readonly ((value: string) => string)[] = [
  (value) => `You can reach me on ${value}, thanks.`,
  (value) => `Please call ${value}`,
  (value) => `My number is ${value}.`,
  (value) => `Phone: ${value}`,
  (value) => `${value} (mobile)`,
];
const UNNAMED = (value: string): string => `It is ${value} as you know.`;

/** What the library has and its types leave out. */
interface WithTypes {
  type: (kind: NumberType) => { pattern: () => string } | undefined;
}

/** Numbers of one kind in one region, made from the pattern of its numbering plan. */
function numbersOf(region: CountryCode, kind: NumberType, seed: number): string[] {
  const plan = new Metadata(metadata) as Metadata & WithTypes;
  plan.selectNumberingPlan(region);
  const pattern = plan.type(kind)?.pattern();
  if (pattern === undefined || pattern === '') return [];
  const samples = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: 2, seed });
  return samples.filter((digits) => /^\d+$/.test(digits));
}

/**
 * Numbers of every kind in every region of libphonenumber, generated from its numbering plans: national with the
 * region set, and international in four spellings with another region set.
 */
export function scoreGeneratedPhones(seed: number, tally: Tally): void {
  for (const region of Object.keys(metadata.countries) as CountryCode[]) {
    for (const kind of KINDS) {
      for (const digits of numbersOf(region, kind, seed)) {
        const number = parsePhoneNumberFromString(
          digits,
          { defaultCountry: region, extract: false },
          metadata,
        );
        if (!number?.isValid() || number.country !== region) continue;
        const national = number.formatNational();
        for (const sentence of NAMED)
          scorePlanted({ name: 'phone national, in a sentence', text: sentence(national), value: national, region }, tally); // prettier-ignore
        scorePlanted({ name: 'phone national, no word for it', text: UNNAMED(national), value: national, region }, tally); // prettier-ignore
        scorePlanted({ name: 'phone national, alone', text: national, value: national, region }, tally);
        const international = number.formatInternational();
        for (const value of [
          international,
          number.number,
          number.getURI(),
          `00${number.number.slice(1)}`,
          international.replaceAll(' ', '-'),
        ])
          // prettier-ignore
          for (const sentence of [...NAMED, UNNAMED])
            scorePlanted({ name: 'phone international', text: sentence(value), value }, tally);
      }
    }
  }
}
