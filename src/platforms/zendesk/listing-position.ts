import type { ListFrom } from '../../ports/platform.js';
import type { WireChanges } from './wire.js';

/** The vendor refuses a start less than a minute ago and holds back the last minute; 5 s for clocks that differ. */
const YOUNGEST_START_MS = 65_000;
/** Marks cursors of ours that restart at a time. The vendor's are base64, which has no colon. */
const TIME_PREFIX = 'time:';

/** Where the change listing is asked to begin. `startTime` is in Unix seconds. */
export type ListingPosition = { cursor: string } | { startTime: number };

/** What `from` means to the vendor. Accepts ISO times, the vendor's cursors and those `cursorAfter` made. */
export function listingPosition(from: ListFrom, nowMs: number): ListingPosition {
  if ('cursor' in from && !from.cursor.startsWith(TIME_PREFIX)) return from;
  const startMs =
    'cursor' in from ? Number(from.cursor.slice(TIME_PREFIX.length)) * 1000 : Date.parse(from.startTime);
  return { startTime: Math.floor(Math.min(startMs, nowMs - YOUNGEST_START_MS) / 1000) };
}

/**
 * The cursor to go on from. An account without changes gives none: then the position that was asked stays.
 * The stream has ended when the vendor says so, or when it does not move.
 */
export function cursorAfter(
  position: ListingPosition,
  { after_cursor: afterCursor, after_url: afterUrl, end_of_stream: ended }: WireChanges,
): { cursor: string; endOfStream: boolean } {
  const given = afterCursor ?? cursorInUrl(afterUrl);
  const asked = 'cursor' in position ? position.cursor : `${TIME_PREFIX}${position.startTime}`;
  const cursor = given || asked;
  return { cursor, endOfStream: ended === true || cursor === asked };
}

function cursorInUrl(url: string | null | undefined): string | null {
  const query = url?.split('?')[1];
  return query === undefined ? null : new URLSearchParams(query).get('cursor');
}
