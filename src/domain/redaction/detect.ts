import { BLOT, blot, hidePlaceholders, placeholder } from './placeholders.js';
import type { Candidate, DetectionInput, Detector } from './detector.js';
import { addressDetector } from './detectors/address.js';
import { cardDetector } from './detectors/card.js';
import { courtesyNameDetector } from './detectors/courtesy-name.js';
import { dateOfBirthDetector, geoDetector } from './detectors/place-and-date.js';
import { documentDetector } from './detectors/document.js';
import { emailDetector } from './detectors/email.js';
import { ibanDetector } from './detectors/iban.js';
import { ipDetector, macDetector, urlDetector } from './detectors/network.js';
import { nationalIdDetector } from './detectors/national-id.js';
import { obfuscatedEmailDetector } from './detectors/obfuscated-email.js';
import { ownPeopleDetector } from './names/own-people.js';
import { ownPhoneDetector } from './detectors/own-phone.js';
import { phoneDetector } from './detectors/phone.js';
import { secretDetector } from './detectors/secret.js';
import { indexPeople } from './names/people-index.js';
import { indexPhones } from './own-phones.js';
import { plainForm } from './plain-form.js';
import type { PiiSpan, RedactionOptions, PiiType } from './types.js';

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
  ownPhoneDetector,
  courtesyNameDetector,
  addressDetector,
];

/** Prepares options for any number of texts: people and their phones are indexed once, the region is upper case. */
export function prepareDetection(options: RedactionOptions): Prepared {
  const region = options.region.toUpperCase();
  const phones = [...(options.phones ?? []), ...options.people.filter(namesPhone)];
  const people = options.people.map((name) => plainForm(name).text);
  return { region, people: indexPeople(people), phones: indexPhones(phones, region) };
}

/** Platforms name people whom they know by their number alone after it ("Caller +1 202 555 0143"). */
const namesPhone = (name: string): boolean => (name.match(/\d/g)?.length ?? 0) >= 7;

type Prepared = Omit<DetectionInput, 'text'>;

/** A value may be legible only once its neighbours are gone; each pass costs as much as the first at most. */
const MAX_PASSES = 6;

function detectOnce(text: string, prepared: Prepared, also: readonly Candidate[] = []): Candidate[] {
  const visible = hidePlaceholders(text);
  const plain = plainForm(visible);
  const input: DetectionInput = { ...prepared, text: plain.text };
  const candidates = [
    ...DETECTORS.flatMap((detector) => detector.detect(input).map(plain.toOriginal)),
    ...also,
  ];
  return resolveOverlaps(candidates.filter(({ start, end }) => !visible.slice(start, end).includes(BLOT)));
}

/**
 * Everything personal in a text, non-overlapping and ordered by start. Placeholders that the text already holds
 * are never part of a candidate. The text is searched again with what was found taken out, until nothing more is
 * found: so redacting a redacted text changes nothing.
 * `placeholderLength`: UTF-16 units of the placeholder that will stand for a candidate. `also`: what somebody else
 * found in the text; it is merged with ours by the rule for overlaps.
 */
export function detectCandidates(
  text: string,
  prepared: Prepared,
  {
    placeholderLength = ({ type }) => placeholder(type, 1).length,
    also = [],
  }: { placeholderLength?: (candidate: Candidate) => number; also?: readonly Candidate[] } = {},
): Candidate[] {
  let found = detectOnce(text, prepared, also);
  for (let pass = 1; pass < MAX_PASSES && found.length > 0; pass += 1) {
    const blotted = blot(text, found, placeholderLength);
    const more = detectOnce(blotted.text, prepared).map(blotted.toOriginal);
    if (more.length === 0) break;
    found = [...found, ...more].sort((left, right) => left.start - right.start);
  }
  return found;
}

/** The spans of personal data in one text: non-overlapping, ordered by start, in UTF-16 units. */
export function detectPii(text: string, options: RedactionOptions): PiiSpan[] {
  return detectCandidates(text, prepareDetection(options)).map(({ start, end, type }) => ({
    start,
    end,
    type,
  }));
}

/** Strongest first: what the check behind a type is worth when two detectors claim the same text. */
const STRENGTH: readonly PiiType[] = [
  'SECRET', 'URL', 'EMAIL', 'CARD', 'IBAN', 'NATIONAL_ID', 'IP', 'MAC', 'GEO', 'DATE_OF_BIRTH', 'DOCUMENT', 'PHONE',
  'PLATE', 'NAME', 'ADDRESS',
]; // prettier-ignore
const RANK = new Map(STRENGTH.map((type, index) => [type, index]));

const rankOf = (candidate: Candidate): number => RANK.get(candidate.type) ?? STRENGTH.length;

/**
 * The one rule for overlaps; whatever any detector claimed stays covered:
 * 1. a candidate inside another goes, the outer one stands; of two equal ones the stronger type stands, of one type
 *    the one that knows whose value it is;
 * 2. two that overlap in part: the stronger type keeps the shared part, the other keeps its rest.
 * Returns non-overlapping candidates ordered by start, in O(n log n).
 */
export function resolveOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const ordered = [...candidates].sort(
    (left, right) =>
      left.start - right.start ||
      right.end - left.end ||
      rankOf(left) - rankOf(right) ||
      Number(right.value !== undefined) - Number(left.value !== undefined),
  );
  const kept: Candidate[] = [];
  let coveredTo = 0;
  for (const candidate of ordered) {
    if (candidate.end <= coveredTo || candidate.end <= candidate.start) continue;
    coveredTo = candidate.end;
    addTrimmed(kept, candidate);
  }
  return kept;
}

/** Adds a candidate that starts and ends later than all kept ones, sharing out the common part. */
function addTrimmed(kept: Candidate[], candidate: Candidate): void {
  const last = kept.at(-1);
  if (last === undefined || last.end <= candidate.start) {
    kept.push(candidate);
    return;
  }
  if (rankOf(last) <= rankOf(candidate)) {
    kept.push({ start: last.end, end: candidate.end, type: candidate.type });
    return;
  }
  if (candidate.start > last.start) {
    kept[kept.length - 1] = { start: last.start, end: candidate.start, type: last.type };
    kept.push(candidate);
    return;
  }
  kept.pop();
  addTrimmed(kept, candidate);
}
