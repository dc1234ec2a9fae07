import type { MessageAuthor } from '../ticket.js';

interface Spoken {
  author: MessageAuthor;
  text: string;
}

/** Less than this of a message says nothing and is left out. */
const SHORTEST_PIECE = 80;

/**
 * The part of a conversation that fits `maxChars` UTF-16 units of text, in the order given (oldest first).
 * The first message has the first claim on half of the budget, then the customer's messages from the latest back,
 * then the agents'. A message that fits in part keeps its beginning; the first one also its end, where long
 * reports put their question. What does not fit at all is left out.
 */
export function fitToBudget<M extends Spoken>(messages: readonly M[], maxChars: number): M[] {
  const total = messages.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= maxChars) return [...messages];

  const kept = new Map<number, M>();
  let left = Math.max(0, maxChars);
  const keep = (index: number, message: M): void => {
    kept.set(index, message);
    left -= message.text.length;
  };

  const [first, ...rest] = messages;
  if (first !== undefined) {
    const othersNeed = rest.reduce((sum, { text }) => sum + text.length, 0);
    const share = Math.max(Math.ceil(left / 2), left - othersNeed);
    keep(0, { ...first, text: cutMiddle(first.text, Math.min(share, left)) });
  }
  for (const author of ['customer', 'agent'] as const) {
    for (let index = messages.length - 1; index > 0 && left > 0; index -= 1) {
      const message = messages[index];
      if (message?.author !== author) continue;
      if (message.text.length <= left) keep(index, message);
      else if (left >= SHORTEST_PIECE) keep(index, { ...message, text: cutText(message.text, left) });
    }
  }
  return [...kept].sort(([a], [b]) => a - b).map(([, message]) => message);
}

/** Keeps two thirds from the beginning and one third from the end. */
function cutMiddle(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const separator = `\n${ELLIPSIS}\n`;
  if (maxLength < SHORTEST_PIECE) return cutText(text, maxLength);
  const room = maxLength - separator.length;
  const headLength = wholeCodePoints(text, Math.ceil((room * 2) / 3));
  const tailStart = text.length - (room - headLength);
  const splits = wholeCodePoints(text, tailStart) !== tailStart;
  return text.slice(0, headLength) + separator + text.slice(splits ? tailStart + 1 : tailStart);
}

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
