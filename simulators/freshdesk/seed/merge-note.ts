import type { Conversation } from '../store/types.js';
import { htmlOf } from '../wire/html.js';

/** The note that the vendor leaves on a ticket which it closes because it was merged into another. */
export function mergeNote(
  mergedInto: number,
  place: Pick<Conversation, 'id' | 'at' | 'userId'>,
): Conversation {
  const text = `This ticket is closed and merged into ticket ${mergedInto}`;
  return {
    ...place,
    kind: 'note',
    incoming: false,
    private: true,
    html: htmlOf(text, { isHtml: false }),
    text,
  };
}
