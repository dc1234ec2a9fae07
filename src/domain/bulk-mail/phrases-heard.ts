import { PhraseIndex, fold, tokenize, type Tokens } from '../rules/phrases.js';
import { DUTCH, GERMAN } from './data/germanic.js';
import { ENGLISH } from './data/english.js';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from './data/romance.js';
import { FURTHER_LANGUAGES, POLISH } from './data/further-languages.js';
import type { BulkMailPhrases } from './signs.js';

export type PhraseGroup = Exclude<keyof BulkMailPhrases, 'language'>;

/** A phrase of a group that was heard, and where. */
export interface HeardPhrase {
  group: PhraseGroup;
  /** ISO 639-1. */
  language: string;
  /** Words before it. */
  start: number;
  /** Nothing follows it but a colon, a bracket or the end. */
  isAlone: boolean;
}

/** The languages whose bulk mail is known by its words. */
export const BULK_MAIL_LANGUAGES: readonly BulkMailPhrases[] = [
  ...[ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, POLISH],
  ...FURTHER_LANGUAGES,
];

/** These stand at the beginning of a sentence; in the middle of one, people write about them. */
const FOOTERS: ReadonlySet<PhraseGroup> = new Set([
  'newsletterFooters',
  'newsletterReasons',
  'newsletterBrowsers',
]);
/** Written without spaces between words: looked for letter by letter. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

interface Entry {
  group: PhraseGroup;
  language: string;
  phrase: string;
}

const ENTRIES: readonly Entry[] = BULK_MAIL_LANGUAGES.flatMap(({ language, ...groups }) =>
  (Object.entries(groups) as [PhraseGroup, readonly string[]][]).flatMap(([group, phrases]) =>
    phrases.map((phrase) => ({ group, language, phrase: phrase.replaceAll('-', ' ') })),
  ),
);

const BY_LETTER = ENTRIES.filter(({ phrase }) => UNSPACED.test(phrase)).map(({ phrase, ...entry }) => ({
  ...entry,
  folded: fold(phrase.replace('$', '')).replace(/\s/g, ''),
}));
const BY_WORD = ENTRIES.filter(({ phrase }) => !UNSPACED.test(phrase));
const INDEX = new PhraseIndex(
  BY_WORD.map(({ group, language, phrase }) => ({
    language,
    negations: [],
    negationEnds: [],
    rules: [
      {
        id: `${group}${phrase.endsWith('$') ? '$' : ''}`,
        field: 'ignore' as const,
        weight: 0,
        phrases: [`${FOOTERS.has(group) ? '^' : ''}${phrase.replace('$', '')}`],
      },
    ],
  })),
);

/** A separator that stands between spaces ends a sentence, and a line that goes on in lower case does not. */
const readable = (text: string): string =>
  text
    .replace(/[^\s@]{1,64}@[^\s@]{1,255}/g, 'address')
    .replace(/(?:\s[-–—|·•]+\s)|[|·•]/g, '\n')
    .replace(/\n(?=\p{Ll})/gu, ' ');

/** Every phrase of bulk mail in a text. Linear in its length. */
export function phrasesHeard(text: string): HeardPhrase[] {
  const tokens = tokenize(readable(text));
  const heard = INDEX.find(tokens).flatMap(({ ruleId, start, end }): HeardPhrase[] => {
    const [language = '', id = ''] = ruleId.split('.');
    const isWhole = end === tokens.words.length || tokens.breaks[end] === 'sentence';
    if (id.endsWith('$') && !isWhole) return [];
    const isAlone = isWhole || tokens.breaks[end] === 'clause';
    return [{ group: id.replace('$', '') as PhraseGroup, language, start, isAlone }];
  });
  return [...heard, ...heardByLetter(text, tokens)];
}

function heardByLetter(text: string, { words }: Tokens): HeardPhrase[] {
  if (!UNSPACED.test(text)) return [];
  const letters = fold(text).replace(/[\s，,、]/g, '');
  return BY_LETTER.flatMap(({ group, language, folded }) => {
    const at = letters.indexOf(folded);
    if (at < 0) return [];
    const next = letters.charAt(at + folded.length);
    return [
      {
        group,
        language,
        start: at === 0 ? 0 : Math.min(at, words.length),
        isAlone: !/[\p{L}\p{N}]/u.test(next),
      },
    ];
  });
}
