import { wholeCodePoints } from './fit-to-budget.js';

/** A stretch of a text that is read, and the part of it that may be kept: `from` to `to`, offsets in `text`. */
export interface Piece {
  text: string;
  from: number;
  to: number;
}

/** Read on both sides of a cut and not kept, so that a value across the cut is recognised whole. UTF-16 units. */
const MARGIN = 1_000;
/** A cut falls between words where one ends this near. */
const NEAR = 200;
/** Marks of a private key whose beginning may have been cut away. @see RFC 7468 */
const KEY_MARK = /-----(?:BEGIN|END) (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/;
/** Lines of a key, a certificate or a file, which tell nothing without what stood before them. */
const ENCODED_LINES = /(?:\s{0,80}[^\s]{40,}(?=\s))*/y;

/**
 * The beginning, two thirds, and the end of a text that is longer than `maxLength` UTF-16 units; else the whole of it.
 * What is kept of the pieces is at most `maxLength` units. Cuts fall between words where there are any; whoever redacts
 * a piece must move `to` before, or `from` behind, a value that lies across it (`redact` does).
 */
export function piecesOf(text: string, maxLength: number): Piece[] {
  if (text.length <= maxLength) return [{ text, from: 0, to: text.length }];
  const headEnd = betweenWords(text, Math.ceil((maxLength * 2) / 3), -1);
  const head = text.slice(0, wholeCodePoints(text, headEnd + MARGIN));
  const tailStart = betweenWords(text, text.length - Math.floor(maxLength / 3), 1);
  const readFrom = Math.max(headEnd, wholeCodePoints(text, tailStart - MARGIN));
  const tail = text.slice(readFrom);
  return [
    { text: head, from: 0, to: headEnd },
    { text: tail, from: behindKey(tail, tailStart - readFrom), to: tail.length },
  ];
}

/** The nearest place between two words, looked for in one direction; the place itself where there is none. */
function betweenWords(text: string, at: number, direction: 1 | -1): number {
  for (let step = 0; step <= NEAR; step += 1) {
    const index = at + step * direction;
    if (index <= 0 || index >= text.length) break;
    if (/\s/.test(text.charAt(index))) return index;
  }
  return wholeCodePoints(text, at);
}

/** Where the end of a text may be kept from, if it begins inside a key: behind it. */
function behindKey(tail: string, from: number): number {
  const mark = KEY_MARK.exec(tail);
  const start = mark?.[0].startsWith('-----END') ? Math.max(from, mark.index + mark[0].length) : from;
  ENCODED_LINES.lastIndex = start;
  return start + (ENCODED_LINES.exec(tail)?.[0].length ?? 0);
}
