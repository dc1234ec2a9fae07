import { languageOf } from '../text/language.js';
import { type PhraseIndex, type Sighting, type Tokens, fold } from './phrases.js';
import type { LanguageRules } from './types.js';

/** A phrase that counts, and whether a negation turned it. */
export interface Heard extends Sighting {
  negated: boolean;
}

/**
 * The phrases of a text that count: none within an `ignore` phrase, none of a language that the text is not in, none
 * of a subject's rules in a message, and of those that begin at the same word and speak for the same label only the
 * strongest. Languages share words, and one word is one sign.
 */
export function heardIn(
  { tokens, isSubject }: { tokens: Tokens; isSubject: boolean },
  index: PhraseIndex,
  negation: Negation,
): Heard[] {
  const language = languageOf(tokens.words);
  const sightings = index
    .find(tokens)
    .filter((sighting) => isUnderstood(sighting, language) && (isSubject || !sighting.rule.subjectOnly));
  const ignored = new Uint8Array(tokens.words.length);
  for (const { rule, start, end } of sightings) if (rule.field === 'ignore') ignored.fill(1, start, end);
  const strongest = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const { rule, start, end } = sighting;
    if (rule.field === 'ignore' || ignored.subarray(start, end).includes(1)) continue;
    const sign = `${rule.field}.${rule.label}@${start}`;
    if ((strongest.get(sign)?.rule.weight ?? 0) < rule.weight) strongest.set(sign, sighting);
  }
  return [...strongest.values()].map((sighting) => {
    const { rule, start, language } = sighting;
    return { ...sighting, negated: rule.negatable !== false && negation.covers(tokens, start, language) };
  });
}

/**
 * The same letters mean other things elsewhere: `no` is Portuguese for "in the", `casse` Italian for tills. English
 * technical terms are at home in every language, English small talk is not.
 */
const isUnderstood = ({ rule, ruleId }: Sighting, language: string | null): boolean =>
  language === null ||
  ruleId.startsWith(`${language}.`) ||
  (ruleId.startsWith('en.') && rule.field !== 'sentiment');

/** How many words before a phrase a negation may stand. */
const REACH = 3;

/** Tells, per language, whether a phrase that starts at a word is negated. */
export class Negation {
  private readonly words: ReadonlySet<string>[];
  private readonly ends: ReadonlySet<string>[];

  constructor(languages: readonly LanguageRules[]) {
    this.words = languages.map(({ negations }) => new Set(negations.map(fold)));
    this.ends = languages.map(({ negationEnds }) => new Set(negationEnds.map(fold)));
  }

  /** True for "not broken", "no longer crashes"; false for "not only broken" and across a comma or full stop. */
  covers({ words, breaks }: Tokens, start: number, language: number): boolean {
    for (let position = start - 1; position >= 0 && start - position <= REACH; position -= 1) {
      if (breaks[position + 1] !== 'none') return false;
      const word = words[position] ?? '';
      if (this.words[language]?.has(word)) return true;
      if (this.ends[language]?.has(word)) return false;
    }
    return false;
  }
}
