import { allMatches } from '../text/all-matches.js';

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
