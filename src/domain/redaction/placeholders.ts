import { allMatches } from '../text/all-matches.js';
import { PII_TYPES, type PiiType } from './types.js';
import type { Candidate } from './detector.js';

const PLACEHOLDER = new RegExp(`<(${PII_TYPES.join('|')})_(\\d{1,9})>`, 'g');

/** A placeholder that the text held before redaction. */
export interface WrittenPlaceholder {
  start: number;
  end: number;
  type: PiiType;
  number: number;
}

/** The placeholder of the n-th value of a type. */
export function placeholder(type: PiiType, number: number): string {
  return `<${type}_${number}>`;
}

/** Every placeholder written in a text, in order. */
export function writtenPlaceholders(text: string): WrittenPlaceholder[] {
  return allMatches(text, PLACEHOLDER).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: match[1] as PiiType,
    number: Number(match[2]),
  }));
}

/** The text with placeholders blotted out, lengths kept, so that no detector reads into one. */
export function hidePlaceholders(text: string): string {
  return text.includes('<') ? text.replace(PLACEHOLDER, (found) => BLOT.repeat(found.length)) : text;
}

/** A text with spans replaced by blots, and the way back from its offsets. */
export interface Blotted {
  text: string;
  /** Moves a candidate found in the blotted text to where it stands in the original. */
  toOriginal: (candidate: Candidate) => Candidate;
}

/** Stands where a placeholder stands: no detector reads it, and no candidate may hold it. */
export const BLOT = '\ufffc';

/**
 * Replaces spans by blots as long as their placeholders.
 * @param spans Non-overlapping, ordered by start.
 */
export function blot(
  text: string,
  spans: readonly Candidate[],
  placeholderLength: (candidate: Candidate) => number,
): Blotted {
  let blotted = '';
  let copied = 0;
  /** Where each blot ends, and how much further the original is from there on. */
  const ends: number[] = [];
  const shifts: number[] = [];
  for (const span of spans) {
    blotted += text.slice(copied, span.start) + BLOT.repeat(placeholderLength(span));
    copied = span.end;
    ends.push(blotted.length);
    shifts.push(span.end - blotted.length);
  }
  const shiftAt = (index: number): number => shifts[blotsBefore(ends, index) - 1] ?? 0;
  return {
    text: blotted + text.slice(copied),
    toOriginal: (candidate) => {
      const shift = shiftAt(candidate.start);
      return { ...candidate, start: candidate.start + shift, end: candidate.end + shift };
    },
  };
}

/** How many of the ascending ends are at or before an index. */
function blotsBefore(ends: readonly number[], index: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ends[middle] ?? Infinity) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}
