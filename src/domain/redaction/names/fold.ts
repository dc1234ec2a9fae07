const COMBINING = /\p{M}+/gu;
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const plain = (text: string): string =>
  text
    .replace(/[ßæœøłđðþı]/g, (letter) => SPECIAL[letter] ?? letter)
    .normalize('NFD')
    .replace(COMBINING, '');

/** Written with two letters where the keyboard lacks the sign: Müller as Mueller, Åse as Aase, Bjørn as Bjoern. */
const spelledOut = (text: string): string =>
  text
    .replace(/ä|æ/g, 'ae')
    .replace(/ö|ø/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/å/g, 'aa')
    .replace(/ß/g, 'ss');

const contracted = (text: string): string =>
  text.replace(/(?<=.)(?:ae|oe|ue)|^(?:ae|oe|ue)/g, (pair) => pair.charAt(0)).replace(/aa/g, 'a');

/** A word in lower case: without diacritics; spelled out; with what may be spelled out contracted. Often all the same. */
export function foldedSpellings(word: string): [plain: string, spelledOut: string, contracted: string] {
  const lower = word.normalize('NFC').toLowerCase();
  const first = plain(lower);
  if (first === lower && !/ae|oe|ue|aa/.test(lower)) return [first, first, first];
  return [first, plain(spelledOut(lower)), contracted(first)];
}

/** The folded spellings of a word, each once. */
export const spellings = (word: string): string[] => [...new Set(foldedSpellings(word))];
