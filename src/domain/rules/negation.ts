import { fold, type Tokens } from './tokens.js';
import type { LanguageRules } from './types.js';

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
