import { allMatches } from '../../text/all-matches.js';
import type { Candidate } from '../detector.js';
import type { PeopleIndex } from './people-index.js';

const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{M}]+/gu;

/** Names of the ticket's people in scripts that part no words, the longest first. */
export function unspacedNames(text: string, index: PeopleIndex): Candidate[] {
  const found: Candidate[] = [];
  if (index.unspaced.size === 0) return found;
  for (const run of allMatches(text, UNSPACED_RUN)) {
    for (let at = 0; at < run[0].length; at += 1) {
      const length = index.unspacedLengths.find(
        (size) => at + size <= run[0].length && index.unspaced.has(run[0].slice(at, at + size)),
      );
      if (length === undefined) continue;
      const start = run.index + at;
      const person = index.unspaced.get(run[0].slice(at, at + length));
      found.push({ start, end: start + length, type: 'NAME', value: `person ${person}` });
      at += length - 1;
    }
  }
  return found;
}
