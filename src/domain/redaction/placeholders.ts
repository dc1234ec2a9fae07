import { allMatches } from '../text/all-matches.js';
import { BLOT } from './blot.js';
import { PII_TYPES, type PiiType } from './types.js';

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
