import { phraseList } from '../phrase-list.js';
import type { LanguageRules } from '../types.js';
import { ENGLISH_ROOT_CAUSE } from './english-root-cause.js';
import { ENGLISH_SENTIMENT } from './english-sentiment.js';
import { ENGLISH_URGENCY } from './english-urgency.js';

/** English, the largest: its rules are in files of their own. */
export const ENGLISH: LanguageRules = {
  language: 'en',
  negations: phraseList(
    'not, no, never, without, isnt, arent, wasnt, werent, dont, doesnt, didnt, cant, wont, wouldnt, couldnt, hasnt, havent, neither, hardly, cannot, longer, nothing',
  ),
  negationEnds: phraseList('only, sure, idea, clue, just, wonder, but, yet, why'),
  rules: [...ENGLISH_ROOT_CAUSE, ...ENGLISH_URGENCY, ...ENGLISH_SENTIMENT],
};
