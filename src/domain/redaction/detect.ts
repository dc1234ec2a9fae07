import type { Candidate, DetectionInput, Detector } from './detector.js';
import { addressDetector } from './detectors/address.js';
import { cardDetector } from './detectors/card.js';
import { courtesyNameDetector } from './detectors/courtesy-name.js';
import { dateOfBirthDetector } from './detectors/date-of-birth.js';
import { documentDetector } from './detectors/document.js';
import { emailDetector } from './detectors/email.js';
import { geoDetector } from './detectors/geo.js';
import { ibanDetector } from './detectors/iban.js';
import { ipDetector } from './detectors/ip.js';
import { macDetector } from './detectors/mac.js';
import { nationalIdDetector } from './detectors/national-id.js';
import { obfuscatedEmailDetector } from './detectors/obfuscated-email.js';
import { ownPeopleDetector } from './detectors/own-people.js';
import { phoneDetector } from './detectors/phone.js';
import { secretDetector } from './detectors/secret.js';
import { urlDetector } from './detectors/url.js';
import { indexPeople } from './names/people-index.js';
import { resolveOverlaps } from './overlap.js';
import { hidePlaceholders } from './placeholders.js';
import type { PiiSpan, RedactionOptions } from './types.js';

/** All detectors; their order means nothing, overlap.ts decides between them. */
export const DETECTORS: readonly Detector[] = [
  secretDetector,
  urlDetector,
  emailDetector,
  obfuscatedEmailDetector,
  cardDetector,
  ibanDetector,
  nationalIdDetector,
  ipDetector,
  macDetector,
  geoDetector,
  dateOfBirthDetector,
  documentDetector,
  phoneDetector,
  ownPeopleDetector,
  courtesyNameDetector,
  addressDetector,
];

/** Prepares options for any number of texts: people are indexed once, the region is upper case. */
export function prepareDetection(options: RedactionOptions): Omit<DetectionInput, 'text'> {
  return { region: options.region.toUpperCase(), people: indexPeople(options.people) };
}

/**
 * Everything personal in a text, non-overlapping and ordered by start. Placeholders that the text already holds
 * are never part of a candidate.
 */
export function detectCandidates(text: string, prepared: Omit<DetectionInput, 'text'>): Candidate[] {
  const visible = hidePlaceholders(text);
  const input: DetectionInput = { ...prepared, text: visible };
  const candidates = DETECTORS.flatMap((detector) => detector.detect(input));
  return resolveOverlaps(
    candidates.filter(({ start, end }) => !visible.slice(start, end).includes('\ufffc')),
  );
}

/** The spans of personal data in one text: non-overlapping, ordered by start, in UTF-16 units. */
export function detectPii(text: string, options: RedactionOptions): PiiSpan[] {
  return detectCandidates(text, prepareDetection(options)).map(({ start, end, type }) => ({
    start,
    end,
    type,
  }));
}
