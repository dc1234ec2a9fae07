import { allMatches } from '../text/all-matches.js';
import { AT_WORDS, DOT_WORDS } from './detectors/obfuscated-email.js';
import { digitsOf } from './digits.js';
import {
  foldedSpellings,
  spellings,
  EVERYDAY_WORDS,
  NO_NAMES,
  PARTICLES,
  ROLE_WORDS,
  TITLES,
} from './names/words.js';
import { foldSigns, plainForm } from './plain-form.js';
import type { RemovedText } from './types.js';

/** Shorter values are met by chance in any sentence. Letters and digits. */
const SHORTEST_FORM = 4;
/** What tells two phone numbers apart, whatever prefix they are written with. */
const PHONE_DIGITS = 8;
/** Longer values are compared by their beginning. */
const LONGEST_FORM = 256;
/** A spelled-out address has more words than its letters show. */
const SPELLED_SIGNS = new RegExp(`^(?:${AT_WORDS}|${DOT_WORDS})$`, 'u');

const folded = (text: string): string =>
  (spellings(text)[0] ?? '').replace(/[^\p{L}\p{N}]+/gu, '').slice(0, LONGEST_FORM);

const isTelling = (form: string): boolean => /[^\x20-\x7f]/.test(form) ? form.length >= 2 : form.length >= SHORTEST_FORM; // prettier-ignore

/** Words that say nothing about whose name they are part of. */
const NOT_TELLING = [EVERYDAY_WORDS, NO_NAMES, PARTICLES, ROLE_WORDS, TITLES];

function nameForms(written: string): string[] {
  const words = written.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.flatMap((word) => {
    const lower = word.toLowerCase();
    if (NOT_TELLING.some((list) => list.has(lower))) return [];
    return spellings(word).filter((form) => form.length >= 3 || /[^\x20-\x7f]/.test(form));
  });
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const withoutSpelledSigns = (words: readonly string[]): string =>
  folded(words.filter((word) => !SPELLED_SIGNS.test(word.toLowerCase())).join(''));

function phoneForms(text: string): string[] {
  const digits = digitsOf(text);
  return digits.length >= PHONE_DIGITS ? [`tel${digits.slice(-PHONE_DIGITS)}`] : [];
}

/** What spellings of one removed value have in common: compact, lower case, without diacritics, spaces and signs. */
export function formsOfRemoved({ type, written: original }: RemovedText): string[] {
  const written = plainForm(original).text;
  const forms = [folded(written)];
  if (type === 'NAME') forms.push(...nameForms(written));
  if (type === 'PHONE') forms.push(...phoneForms(written));
  if (type === 'EMAIL') forms.push(withoutSpelledSigns(wordsOf(written.replace(/%40/g, '@'))));
  if (type === 'ADDRESS')
    forms.push(...written.split(/[,\n]/u).filter((part) => /\d/.test(part)).map(folded)); // prettier-ignore
  return [...new Set(forms)].filter((form) => isTelling(form) || (type === 'NAME' && form.length >= 3));
}

/** A word of a text with its place, in the spellings by which it is compared. */
interface ComparableWord {
  start: number;
  end: number;
  spellings: readonly [string, string, string];
  /** Whether it may stand for a sign of a spelled-out address. */
  isSign: boolean;
}

/** The words of a text. */
export const wordsIn = (text: string): ComparableWord[] =>
  allMatches(foldSigns(text), /[\p{L}\p{M}\p{N}]+/gu).map(({ 0: word, index }) => ({
    ...{ start: index, end: index + word.length },
    ...{ spellings: foldedSpellings(word), isSign: SPELLED_SIGNS.test(word.toLowerCase()) },
  }));

/** A stretch of a text and the forms by which it is compared with removed values. */
export interface ComparableStretch {
  start: number;
  end: number;
  forms: readonly string[];
}

/** The longest removed value, in words, that is looked for. */
const MAX_WORDS = 16;

/**
 * The stretches of up to 16 words that begin at a word and have a form of at most `longest` letters and digits, the
 * longest first. Meant for texts as short as a summary.
 */
export function stretchesFrom(
  text: string,
  words: readonly ComparableWord[],
  { first, longest }: { first: number; longest: number },
): ComparableStretch[] {
  const stretches: ComparableStretch[] = [];
  const start = words[first]?.start ?? 0;
  let joined = ['', '', ''];
  let withoutSigns = '';
  for (const { end, spellings, isSign } of words.slice(first, first + MAX_WORDS)) {
    joined = joined.map((form, which) => form + (spellings[which] ?? ''));
    if (!isSign) withoutSigns += spellings[0];
    const stretch = foldSigns(text.slice(start, end));
    const digits = /^[\d\W]+$/.test(stretch) ? phoneForms(stretch) : [];
    const forms = new Set([...joined, withoutSigns.slice(0, LONGEST_FORM), ...digits]);
    const short = [...forms].filter((form) => form.length <= longest);
    if (short.length > 0) stretches.unshift({ start, end, forms: short });
  }
  return stretches;
}
