import { allMatches } from '../text/all-matches.js';

/** How far a word may stand from a number and still say what the number is, in UTF-16 units. */
const CONTEXT_UNITS = 48;

/** The text just before `start`, at most `units` long. */
export function textBefore(text: string, start: number, units = CONTEXT_UNITS): string {
  return text.slice(Math.max(0, start - units), start);
}

/** The text from `end` on, at most `units` long. */
export function textAfter(text: string, end: number, units = CONTEXT_UNITS): string {
  return text.slice(end, end + units);
}

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
