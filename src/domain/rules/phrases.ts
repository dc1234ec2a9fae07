import type { LanguageRules, Rule } from './types.js';
import { allMatches } from '../text/all-matches.js';

type Step = { kind: 'word' | 'prefix'; text: string } | { kind: 'any' } | { kind: 'gap' };

interface Phrase {
  rule: Rule;
  ruleId: string;
  language: number;
  text: string;
  /** The phrase counts only where a sentence begins. */
  opens: boolean;
  steps: Step[];
}

/** A phrase seen in a text, as word positions, end exclusive. */
export interface Sighting {
  rule: Rule;
  ruleId: string;
  phrase: string;
  language: number;
  start: number;
  end: number;
}

/** Longest stretch of words that `..` stands for. */
const LONGEST_GAP = 3;
const SHORTEST_PREFIX = 2;

/** All phrases of all languages, found by their first word, so that a text is read once whatever their number. */
export class PhraseIndex {
  private readonly byWord = new Map<string, Phrase[]>();
  private readonly byPrefix = new Map<string, Phrase[]>();
  private longestPrefix = 0;

  constructor(languages: readonly LanguageRules[]) {
    languages.forEach(({ language, rules }, number) => {
      for (const rule of rules) {
        for (const text of rule.phrases) {
          const opens = text.startsWith('^');
          this.add({
            rule,
            ruleId: `${language}.${rule.id}`,
            language: number,
            text,
            opens,
            steps: compile(text.replace('^', '')),
          });
        }
      }
    });
  }

  /** Every phrase of the text, in the order of their first words. */
  find(tokens: Tokens): Sighting[] {
    const found: Sighting[] = [];
    tokens.words.forEach((word, start) => {
      const take = (phrases: Phrase[] | undefined): void => {
        for (const { rule, ruleId, text, language, opens, steps } of phrases ?? []) {
          if (opens && tokens.breaks[start] !== 'sentence') continue;
          const end = matchEnd(tokens, start + 1, steps, 1);
          if (end !== null) found.push({ rule, ruleId, phrase: text, language, start, end });
        }
      };
      take(this.byWord.get(word));
      const longest = Math.min(word.length, this.longestPrefix);
      for (let length = SHORTEST_PREFIX; length <= longest; length += 1)
        take(this.byPrefix.get(word.slice(0, length)));
    });
    return found;
  }

  private add(phrase: Phrase): void {
    const [first] = phrase.steps;
    if (first === undefined || first.kind === 'any' || first.kind === 'gap') {
      throw new Error(`rule ${phrase.ruleId}: a phrase must begin with a word, got "${phrase.text}"`);
    }
    const map = first.kind === 'word' ? this.byWord : this.byPrefix;
    if (first.kind === 'prefix') this.longestPrefix = Math.max(this.longestPrefix, first.text.length);
    map.set(first.text, [...(map.get(first.text) ?? []), phrase]);
  }
}

function compile(text: string): Step[] {
  return text.split(/\s+/).flatMap((part): Step[] => {
    if (part === '_') return [{ kind: 'any' }];
    if (part === '..') return [{ kind: 'gap' }];
    const words = fold(part.replace(/\*$/, '')).split(' ');
    return words.map((word, index) => ({
      kind: part.endsWith('*') && index === words.length - 1 ? 'prefix' : 'word',
      text: word,
    }));
  });
}

/** Where the phrase ends when its steps from `step` on match the words from `position` on. Depth: one per gap. */
function matchEnd(
  { words, breaks }: Tokens,
  position: number,
  steps: readonly Step[],
  step: number,
): number | null {
  for (let index = step; index < steps.length; index += 1) {
    const current = steps[index];
    if (current?.kind === 'gap') {
      for (let skipped = 0; skipped <= LONGEST_GAP; skipped += 1) {
        const end = matchEnd({ words, breaks } as Tokens, position + skipped, steps, index + 1);
        if (end !== null) return end;
        if (breaks[position + skipped] !== 'none') return null;
      }
      return null;
    }
    const word = words[position];
    if (word === undefined || breaks[position] === 'sentence' || !accepts(current, word)) return null;
    position += 1;
  }
  return position;
}

function accepts(step: Step | undefined, word: string): boolean {
  switch (step?.kind) {
    case 'word':
      return word === step.text;
    case 'prefix':
      return word.startsWith(step.text);
    case 'any':
      return true;
    case 'gap':
    case undefined:
      return false;
  }
}

/** Words of a text, with what stands between them. */
export interface Tokens {
  words: string[];
  /** What precedes the word of the same index: nothing, a comma or bracket, the end of a sentence. */
  breaks: ('none' | 'clause' | 'sentence')[];
  /** Exclamation marks, runs counted up to three. */
  exclamations: number;
  /** A sentence of it is a question. */
  asks: boolean;
  /** Words of four letters and more that are written in capitals only. */
  shouted: number;
}

const WORD_OR_BREAK = /[\p{L}\p{N}_#]+|[.!?…;:\n]+|[,()"“”«»–—]+/gu;
const APOSTROPHES = /[’‘ʼ`´]/g;

/** Case, accents and apostrophes are folded, so that `ne marche plus`, `doesn’t` and `NÃO` meet their rules. */
export function fold(text: string): string {
  return text
    .replace(APOSTROPHES, "'")
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replace(/n't\b/g, 'nt')
    .replaceAll("'", ' ');
}

/** Linear in the length of the text. */
export function tokenize(text: string): Tokens {
  const words: string[] = [];
  const breaks: Tokens['breaks'] = [];
  let pending: Tokens['breaks'][number] = 'sentence';
  for (const [piece] of allMatches(fold(text), WORD_OR_BREAK)) {
    if (/^[.!?…;:\n]/.test(piece)) pending = 'sentence';
    else if (/^[,()"“”«»–—]/.test(piece)) pending = pending === 'sentence' ? pending : 'clause';
    else {
      words.push(piece);
      breaks.push(pending);
      pending = 'none';
    }
  }
  const exclamations = allMatches(text, /!{1,3}/g).reduce((sum, [marks]) => sum + marks.length, 0);
  const shouted = allMatches(text, /(?<![\p{L}<_])\p{Lu}{4,}(?![\p{L}_>])/gu).length;
  return { words, breaks, exclamations, asks: text.includes('?'), shouted };
}

/** The phrases of a rule from one text, separated by commas, so that a rule reads as a paragraph and diffs well. */
export function phraseList(text: string): string[] {
  return text
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '');
}
