import type { RuleInput } from '../rules/classify.js';
import { fold } from '../rules/tokens.js';

const WORD = /[\p{L}\p{N}_]{1,40}|[!?]/gu;
/** People say what they want early. */
const SUBJECT_WORDS = 40;
const MESSAGE_WORDS = 300;
const LONGEST_TEXT = 8_000;
/** Sets the words of a subject apart from the same words in a message. */
const OF_SUBJECT = 'subject:';

/** Words and pairs of words, each once, without case and accents. */
export function featuresOf({ subject, messages }: RuleInput): Set<string> {
  const features = new Set<string>();
  add(features, OF_SUBJECT, wordsOf(subject, SUBJECT_WORDS));
  add(features, '', wordsOf(messages.join('\n'), MESSAGE_WORDS));
  return features;
}

function add(features: Set<string>, prefix: string, words: readonly string[]): void {
  words.forEach((word, index) => {
    features.add(`${prefix}${word}`);
    if (index > 0) features.add(`${prefix}${words[index - 1]} ${word}`);
  });
}

const wordsOf = (text: string, most: number): string[] =>
  (fold(text.slice(0, LONGEST_TEXT)).match(WORD) ?? []).slice(0, most);
