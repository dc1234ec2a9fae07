import type { PeopleIndex } from './names/people-index.js';
import type { PhoneIndex } from './own-phones.js';
import type { PiiSpan } from './types.js';

/** What a detector works on: one text, the caller's region and the ticket's own people. */
export interface DetectionInput {
  text: string;
  /** ISO 3166 alpha-2, upper case; decides how numbers written nationally are read. */
  region: string;
  people: PeopleIndex;
  /** Numbers of the ticket's own people. */
  phones: PhoneIndex;
}

/**
 * A span that one detector claims. `value` names what was found when the written form is not enough to tell
 * two values apart or together ("John" and "John Smith" are one person); absent, the text itself decides.
 */
export interface Candidate extends PiiSpan {
  value?: string;
}

/**
 * Finds one kind of personal data. Candidates may overlap and come in any order. Work must be linear in the
 * length of the text, whatever the text: bounded look-around, no nested unbounded repetition.
 */
export interface Detector {
  readonly name: string;
  detect(input: DetectionInput): Candidate[];
}
