import type { PeopleIndex } from './names/people-index.js';
import type { PiiSpan } from './types.js';
import { allMatches } from '../text/all-matches.js';

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

/** How far a word may stand from a number and still say what the number is, in UTF-16 units. */
export const CONTEXT_UNITS = 48;

/** Where the last match of a global pattern ends in a short text, and how long it is; end 0 for none. */
function lastMatch(text: string, pattern: RegExp): { end: number; length: number } {
  let last = { end: 0, length: 0 };
  for (const match of allMatches(text, pattern))
    last = { end: match.index + match[0].length, length: match[0].length };
  return last;
}

export type Context = 'for' | 'against' | 'none';

/**
 * Whether the words before a value speak for or against it: the nearer one counts, of two that end together the
 * longer phrase ("order number" over "number"). Both patterns must be global.
 */
export function contextBefore(before: string, words: { for: RegExp; against: RegExp }): Context {
  const inFavour = lastMatch(before, words.for);
  const opposed = lastMatch(before, words.against);
  if (inFavour.end === 0 && opposed.end === 0) return 'none';
  if (inFavour.end !== opposed.end) return inFavour.end > opposed.end ? 'for' : 'against';
  return inFavour.length > opposed.length ? 'for' : 'against';
}

/** A match of a pattern in a text, with its place in the whole text. */
export interface PlacedMatch {
  start: number;
  written: string;
  groups: readonly (string | undefined)[];
}

interface Reach {
  /** UTF-16 units before and after an anchor in which the pattern may match. */
  before: number;
  after: number;
}

/** The stretches around all anchors, overlapping ones joined, in order. */
function windowsAround(text: string, anchor: RegExp, reach: Reach): { start: number; end: number }[] {
  const windows: { start: number; end: number }[] = [];
  for (const { index } of allMatches(text, anchor)) {
    const start = Math.max(0, index - reach.before);
    const end = Math.min(text.length, index + reach.after);
    const last = windows.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else windows.push({ start, end });
  }
  return windows;
}

/**
 * Matches of a costly pattern near the matches of a cheap one, both global: text without the anchor is passed
 * over at the anchor's price. Look-behinds see one unit before a window.
 */
export function matchesNear(
  text: string,
  anchor: RegExp,
  search: { pattern: RegExp; reach: Reach },
): PlacedMatch[] {
  const found: PlacedMatch[] = [];
  for (const window of windowsAround(text, anchor, search.reach)) {
    const from = Math.max(0, window.start - 1);
    for (const match of allMatches(text.slice(from, window.end), search.pattern)) {
      if (from + match.index < window.start) continue;
      found.push({ start: from + match.index, written: match[0], groups: match.slice(1) });
    }
  }
  return found;
}

/** One country's number: how it is written and how its check digits are verified. */
export interface NationalIdRule {
  /** ISO 3166 alpha-2 of the issuer. */
  country: string;
  name: string;
  /** The forms it is written in, as the source of an expression without anchors or capturing groups. */
  written: string;
  /** Check over the letters and digits alone, upper case. */
  holds: (compact: string) => boolean;
  /**
   * When the form and the check suffice: `anywhere` for forms or checks that nothing else meets by chance,
   * `at home` only for the tenant's own region. Beside a word for such a number every form counts.
   */
  alone: 'anywhere' | 'at home';
}

/** The phone numbers of a ticket's own people, ready to be looked up digit by digit. */
export interface PhoneIndex {
  /** Every way of writing one of the numbers, digits alone, with what tells the number from others. */
  numbers: ReadonlyMap<string, string>;
  /** The digits with which such a way of writing ends, from one digit on. */
  endings: ReadonlySet<string>;
}
