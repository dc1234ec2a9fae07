import { PlatformError, type ListFrom } from '../../ports/platform.js';

/**
 * Where the listing of changes stands. The vendor gives no cursor: it lists tickets updated since a time, oldest
 * change first, in pages whose borders move whenever a listed ticket is changed again. So each page is asked for as
 * the first one since the last change seen; further pages only where one second holds more tickets than a page.
 */
export interface ListingPosition {
  /** Unix seconds. */
  sinceS: number;
  /** From 1; above 1 while the changes of one second are paged through. */
  page: number;
  /** The pages of that second are gone through once more. */
  isSecondPass: boolean;
  /** Changes seen of late: ticket ID → Unix seconds of its last change. */
  seen: ReadonlyMap<string, number>;
}

/** A ticket of a page and when it was last changed, Unix seconds. */
export interface ListedChange {
  ticketId: string;
  changedAtS: number;
}

/** A change may become visible after a later one: this far is looked back from the last one seen. A choice of ours. */
const LOOK_BACK_S = 60;
/** More are forgotten, oldest first, and then listed twice, which is harmless. */
const MOST_SEEN = 2_000;
/** The vendor refuses pages beyond it. @see https://developers.freshdesk.com/api/#list_all_tickets */
const LAST_PAGE = 300;

const PREFIX = 'fd1';
const CURSOR = /^fd1:(\d{1,12}):(\d{1,3}):([01]):((?:[\w-]+[+-]\d+)(?:,[\w-]+[+-]\d+)*)?$/;

/** @throws {PlatformError} `invalid` for a cursor that is none of ours: the listing begins anew. */
export function listingPosition(from: ListFrom): ListingPosition {
  if ('startTime' in from) {
    const sinceS = Math.floor(Date.parse(from.startTime) / 1000);
    return { sinceS, page: 1, isSecondPass: false, seen: new Map() };
  }
  const match = CURSOR.exec(from.cursor);
  if (match === null)
    throw new PlatformError('list changes: expected a cursor of this adapter, got another', {
      kind: 'invalid',
    });
  const sinceS = Number(match[1]);
  const seen = (match[4] ?? '').split(',').flatMap((entry): [string, number][] => {
    const sign = Math.max(entry.lastIndexOf('+'), entry.lastIndexOf('-'));
    return sign <= 0 ? [] : [[entry.slice(0, sign), sinceS + Number(entry.slice(sign))]];
  });
  return { sinceS, page: Number(match[2]), isSecondPass: match[3] === '1', seen: new Map(seen) };
}

/** The cursor that leads back to this position. */
export function cursorOf({ sinceS, page, isSecondPass, seen }: ListingPosition): string {
  const entries = [...seen].map(([ticketId, changedAtS]) => {
    const offset = changedAtS - sinceS;
    return `${ticketId}${offset < 0 ? '' : '+'}${offset}`;
  });
  return `${PREFIX}:${sinceS}:${page}:${isSecondPass ? 1 : 0}:${entries.join(',')}`;
}

/** The query for the page at this position. A second earlier: whether `updated_since` includes its own is not said. */
export const sinceTime = ({ sinceS }: ListingPosition): string =>
  new Date((sinceS - 1) * 1000).toISOString().replace('.000Z', 'Z');

/** True for a change that was listed before. */
export const wasSeen = ({ seen }: ListingPosition, { ticketId, changedAtS }: ListedChange): boolean =>
  seen.get(ticketId) === changedAtS;

/**
 * The position after a page.
 * @param changes of the page, those seen before included.
 * @throws {PlatformError} `protocol` when one second holds more changes than can be paged through.
 */
export function positionAfter(
  position: ListingPosition,
  { changes, hasMore }: { changes: readonly ListedChange[]; hasMore: boolean },
): { position: ListingPosition; endOfStream: boolean } {
  const lastS = Math.max(position.sinceS, ...changes.map(({ changedAtS }) => changedAtS));
  const known = new Map([
    ...position.seen,
    ...changes.map(({ ticketId, changedAtS }) => [ticketId, changedAtS] as const),
  ]);
  const goOn = (next: Partial<ListingPosition>) => ({
    position: { ...position, page: 1, isSecondPass: false, seen: recent(known, lastS), ...next },
    endOfStream: false,
  });
  const { sinceS, page, isSecondPass } = position;
  const isWithinSecond = hasMore && changes.length > 0 && lastS === sinceS;
  if (isWithinSecond && page === LAST_PAGE) throw tooManyAtOnce(position);
  if (isWithinSecond) return goOn({ page: page + 1, isSecondPass });
  // What was changed meanwhile has left its page, and what came after it has moved up unseen.
  if (page > 1 && !isSecondPass) return goOn({ isSecondPass: true });
  if (hasMore && changes.length > 0) return goOn({ sinceS: lastS });
  return { ...goOn(changes.length === 0 ? {} : { sinceS: lastS - LOOK_BACK_S }), endOfStream: true };
}

function recent(known: ReadonlyMap<string, number>, lastS: number): Map<string, number> {
  // One second more than is looked back: so much earlier is asked for.
  const kept = [...known].filter(([, changedAtS]) => changedAtS >= lastS - LOOK_BACK_S - 1);
  return new Map(kept.sort(([, one], [, other]) => one - other).slice(-MOST_SEEN));
}

function tooManyAtOnce({ sinceS }: ListingPosition): PlatformError {
  const second = new Date(sinceS * 1000).toISOString();
  return new PlatformError(
    `list changes: expected at most ${LAST_PAGE} pages of changes in the second ${second}, got more`,
    { kind: 'protocol' },
  );
}
