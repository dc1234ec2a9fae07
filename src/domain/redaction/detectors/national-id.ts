import { allMatches } from '../../text/all-matches.js';
import { textAfter, textBefore } from '../context.js';
import type { Candidate, Detector } from '../detector.js';
import { digitGroups } from '../digits.js';
import { AMERICAN_IDS } from '../national-ids/americas.js';
import { ASIA_PACIFIC_IDS } from '../national-ids/asia-pacific.js';
import { EUROPEAN_IDS } from '../national-ids/europe.js';
import type { NationalIdRule } from '../rule.js';
import { ssnsNearWord } from './ssn-near-word.js';
import {
  NATIONAL_ID_ACRONYMS,
  NATIONAL_ID_LINK,
  NATIONAL_ID_VALUE,
  NATIONAL_ID_WORDS,
  OTHERWISE_NAMED,
  OWNED_NUMBER,
} from './words.js';

const RULES: readonly NationalIdRule[] = [...AMERICAN_IDS, ...EUROPEAN_IDS, ...ASIA_PACIFIC_IDS];
const MIN_DIGITS_IN_CONTEXT = 5;

interface CompiledRule extends NationalIdRule {
  pattern: RegExp;
}

const COMPILED: readonly CompiledRule[] = RULES.map((rule) => ({
  ...rule,
  pattern: new RegExp(`(?:${rule.written})(?![\\p{L}\\p{N}_]|[-/][\\p{L}\\p{N}]|\\.\\p{N})`, 'uy'),
}));

const compactOf = (written: string): string => written.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const MAX_LEADING_LETTERS = 6;
const JOINED_BEFORE = /[\p{L}\p{N}_](?:[-./_#@\\:])?$/u;
const SPACED_LETTERS = /(?:^|[^\p{L}\p{N}_])([A-Za-z]{1,2}[ -])$/u;

/** Where such a number may start: at digits, at the letters joined to them, at one or two letters before a space. */
function starts(text: string): number[] {
  const found: number[] = [];
  for (const group of digitGroups(text)) {
    let start = group.start;
    while (group.start - start < MAX_LEADING_LETTERS && /[A-Za-z]/.test(text.charAt(start - 1))) start -= 1;
    if (start === group.start) {
      const letters = SPACED_LETTERS.exec(textBefore(text, start, 4))?.[1];
      if (letters !== undefined) found.push(start - letters.length);
    }
    if (!JOINED_BEFORE.test(textBefore(text, start, 2))) found.push(start);
  }
  return found;
}

/** Numbers whose own form and check digits say what they are. */
function byForm(text: string, region: string): Candidate[] {
  const found: Candidate[] = [];
  const rules = COMPILED.filter((rule) => rule.alone === 'anywhere' || rule.country === region);
  let covered = 0;
  for (const start of starts(text)) {
    if (start < covered) continue;
    const length = writtenLength(text, start, rules);
    if (length === 0 || OTHERWISE_NAMED.test(textBefore(text, start))) continue;
    covered = start + length;
    found.push({ start, end: covered, type: 'NATIONAL_ID' });
  }
  return found;
}

/** Length of the number that one of the rules finds at `start`, 0 for none. */
function writtenLength(text: string, start: number, rules: readonly CompiledRule[]): number {
  for (const { pattern, holds } of rules) {
    pattern.lastIndex = start;
    const written = pattern.exec(text)?.[0];
    if (written !== undefined && holds(compactOf(written))) return written.length;
  }
  return 0;
}

/** Numbers right behind a word for them, with check digits or without. */
function byWord(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const word of [NATIONAL_ID_WORDS, NATIONAL_ID_ACRONYMS, OWNED_NUMBER].flatMap((words) => [
    ...allMatches(text, words),
  ])) {
    if (OTHERWISE_NAMED.test(word[0])) continue;
    const from = word.index + word[0].length;
    const link = NATIONAL_ID_LINK.exec(textAfter(text, from, 40))?.[0].length ?? 0;
    const value = NATIONAL_ID_VALUE.exec(textAfter(text, from + link, 60))?.[0] ?? '';
    if (value.replace(/\D/g, '').length < MIN_DIGITS_IN_CONTEXT) continue;
    const start = from + link;
    found.push({ start, end: start + value.trimEnd().length, type: 'NATIONAL_ID' });
  }
  return found;
}

/** Social security, tax, health and other personal numbers: by check digits, or beside a word for them. */
export const nationalIdDetector: Detector = {
  name: 'national-id',
  detect: ({ text, region }) => [...byForm(text, region), ...byWord(text), ...ssnsNearWord(text)],
};
