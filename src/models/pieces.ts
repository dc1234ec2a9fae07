/** A stretch of a text and where it begins in it. */
export interface TextPiece {
  start: number;
  text: string;
}

/** A value may stand across the border of two pieces: each begins this far before the end of the one before it. */
const OVERLAP_UNITS = 200;

/**
 * A text in pieces of at most so many UTF-16 units, each overlapping the next, cut at a space where there is one and
 * never inside a character.
 * @param mostUnits At least twice the overlap of 200.
 */
export function piecesOf(text: string, mostUnits: number): TextPiece[] {
  const pieces: TextPiece[] = [];
  let start = 0;
  while (text.length - start > mostUnits) {
    const end = borderBefore(text, start + mostUnits, start + mostUnits - OVERLAP_UNITS);
    pieces.push({ start, text: text.slice(start, end) });
    start = borderBefore(text, end - OVERLAP_UNITS, end - 2 * OVERLAP_UNITS + 1);
  }
  pieces.push({ start, text: text.slice(start) });
  return pieces;
}

/** The last place at or before `from` behind white space, at least `least`; else one that cuts no character. */
function borderBefore(text: string, from: number, least: number): number {
  for (let border = from; border > least; border -= 1) if (/\s/.test(text.charAt(border - 1))) return border;
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from - 1 : from;
}
