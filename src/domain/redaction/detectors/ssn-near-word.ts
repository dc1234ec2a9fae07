import { allMatches } from '../../text/all-matches.js';
import { textAfter, textBefore } from '../context.js';
import type { Candidate } from '../detector.js';

const WRITTEN =
  /(?:(?<![\p{L}\p{N}_.-])|(?<=(?<!\p{L})ssn[-:#]?))\d{3}( ?[-\u2012-\u2015] ?|[. ]?)\d{2}\1\d{4}(?![\p{L}\p{N}_]|[-.]\p{N})/giu;
const WORD =
  '(?:s\\.?s\\.?n\\.?|soc(?:ial|\\.)?(?:[- ]{0,2}sec(?:urity|\\.)?)?|ss ?(?:#|no\\.?|number)|itin|tax ?(?:payer )?id)';
/** A sentence or another number between the word and the number parts them. */
const BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])${WORD}(?![\\p{L}])[^\\d!?;]{0,32}$`, 'iu');
const AFTER = new RegExp(
  `^[^\\p{N}\\p{L}]{0,3}(?:(?:is|was|as|being)[ ])?(?:(?:my|his|her|our|the|their)[ ])?${WORD}(?![\\p{L}])`,
  'iu',
);

/**
 * US social security numbers in any spelling near a word for one, before or behind: nine digits are too common to
 * count by themselves.
 */
export function ssnsNearWord(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const { index, 0: written } of allMatches(text, WRITTEN)) {
    const end = index + written.length;
    if (!BEFORE.test(textBefore(text, index)) && !AFTER.test(textAfter(text, end, 32))) continue;
    found.push({ start: index, end, type: 'NATIONAL_ID' });
  }
  return found;
}
