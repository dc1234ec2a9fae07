/** Stands where text was left out. */
export const ELLIPSIS = '…';

/**
 * Shortens text to at most `maxLength` UTF-16 units, the ellipsis included. Cuts between words where a space is
 * near enough, and never inside a code point.
 */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (maxLength < ELLIPSIS.length) return '';
  const head = text.slice(0, wholeCodePoints(text, maxLength - ELLIPSIS.length));
  const lastSpace = head.search(/\s\S*$/);
  const words = lastSpace > head.length / 2 ? head.slice(0, lastSpace) : head;
  return words.trimEnd() + ELLIPSIS;
}

/** The largest offset up to `offset` that does not split a surrogate pair. */
export function wholeCodePoints(text: string, offset: number): number {
  const splitsPair =
    /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(offset));
  return splitsPair ? offset - 1 : offset;
}
