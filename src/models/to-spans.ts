import type { PiiSpan, PiiType } from '../domain/redaction/types.js';
import type { WireFinding } from './presidio-wire.js';

/**
 * The vendor's entities that are personal data to us. Dates, places, organisations, nationalities and plain URLs are
 * not: tickets are full of them, and a model needs them.
 * @see https://microsoft.github.io/presidio/supported_entities/
 */
const TYPES: Readonly<Record<string, PiiType>> = {
  PERSON: 'NAME',
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD: 'CARD',
  IBAN_CODE: 'IBAN',
  IP_ADDRESS: 'IP',
  MAC_ADDRESS: 'MAC',
  CRYPTO: 'SECRET',
  MEDICAL_LICENSE: 'DOCUMENT',
  US_PASSPORT: 'DOCUMENT',
  US_DRIVER_LICENSE: 'DOCUMENT',
  IN_PASSPORT: 'DOCUMENT',
  IT_PASSPORT: 'DOCUMENT',
  IT_IDENTITY_CARD: 'DOCUMENT',
  IT_DRIVER_LICENSE: 'DOCUMENT',
  IN_VEHICLE_REGISTRATION: 'PLATE',
  US_SSN: 'NATIONAL_ID',
  US_ITIN: 'NATIONAL_ID',
  UK_NHS: 'NATIONAL_ID',
  UK_NINO: 'NATIONAL_ID',
  ES_NIF: 'NATIONAL_ID',
  ES_NIE: 'NATIONAL_ID',
  IT_FISCAL_CODE: 'NATIONAL_ID',
  IT_VAT_CODE: 'NATIONAL_ID',
  PL_PESEL: 'NATIONAL_ID',
  SG_NRIC_FIN: 'NATIONAL_ID',
  AU_TFN: 'NATIONAL_ID',
  AU_MEDICARE: 'NATIONAL_ID',
  IN_PAN: 'NATIONAL_ID',
  IN_AADHAAR: 'NATIONAL_ID',
  FI_PERSONAL_IDENTITY_CODE: 'NATIONAL_ID',
  KR_RRN: 'NATIONAL_ID',
  TH_TNIN: 'NATIONAL_ID',
};

/** UTF-16 offset of every code point of a text, and of its end. */
function utf16Offsets(text: string): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return [...offsets, offset];
}

/** The findings that are personal data to us, sure enough and inside the text, in UTF-16 units. */
export function toSpans(text: string, findings: readonly WireFinding[], leastScore: number): PiiSpan[] {
  const offsets = utf16Offsets(text);
  return findings.flatMap(({ entity_type: entity, start, end, score }) => {
    const type = Object.hasOwn(TYPES, entity) ? TYPES[entity] : undefined;
    const [from, to] = [offsets[start], offsets[end]];
    if (type === undefined || from === undefined || to === undefined || to <= from) return [];
    return (score ?? 1) < leastScore ? [] : [{ start: from, end: to, type }];
  });
}
