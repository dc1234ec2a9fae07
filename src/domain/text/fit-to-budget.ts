import type { MessageAuthor } from '../ticket.js';

interface Spoken {
  author: MessageAuthor;
  text: string;
}

/** Less than this of a message says nothing and is left out. */
const SHORTEST_PIECE = 80;

/**
 * The part of a conversation that fits `maxChars` UTF-16 units of text, in the order given (oldest first).
 * A message that fits in part keeps its beginning; the first one also its end, where long reports put their question.
 * Who comes first: `fitting`.
 */
export const fitToBudget = <M extends Spoken>(messages: readonly M[], maxChars: number): M[] =>
  fitting(messages, maxChars, {
    lengthOf: ({ text }) => text.length,
    shorten: (message, maxLength, isFirst) => ({
      ...message,
      text: isFirst ? cutMiddle(message.text, maxLength) : cutText(message.text, maxLength),
    }),
  });

/**
 * The messages that fit `maxLength` together, in the order given (oldest first). The first message has the first claim
 * on half of it, then the customer's messages from the latest back, then the agents'. What does not fit at all is left
 * out.
 */
export function fitting<M extends Pick<Spoken, 'author'>>(
  messages: readonly M[],
  maxLength: number,
  {
    lengthOf,
    shorten,
  }: { lengthOf: (message: M) => number; shorten: (message: M, maxLength: number, isFirst: boolean) => M },
): M[] {
  const lengths = messages.map(lengthOf);
  const total = sum(lengths);
  if (total <= maxLength) return [...messages];

  const kept = new Map<number, M>();
  let left = Math.max(0, maxLength);
  const keep = (index: number, message: M): void => {
    kept.set(index, message);
    left -= lengthOf(message);
  };

  const [first] = messages;
  if (first !== undefined) {
    const share = Math.min(left, Math.max(Math.ceil(left / 2), left - (total - lengthOf(first))));
    keep(0, lengthOf(first) <= share ? first : shorten(first, share, true));
  }
  for (const author of ['customer', 'agent'] as const) {
    for (let index = messages.length - 1; index > 0 && left > 0; index -= 1) {
      const message = messages[index];
      if (message?.author !== author) continue;
      if ((lengths[index] ?? 0) <= left) keep(index, message);
      else if (left >= SHORTEST_PIECE) keep(index, shorten(message, left, false));
    }
  }
  return [...kept].sort(([a], [b]) => a - b).map(([, message]) => message);
}

const sum = (lengths: readonly number[]): number => lengths.reduce((total, length) => total + length, 0);

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
