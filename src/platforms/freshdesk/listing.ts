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
  /** Tickets a page: fewer than usual where a page was too large to be read. */
  pageSize: number;
  /** The pages of that second are gone through once more. */
  isSecondPass: boolean;
  /** Changes seen of late: ticket ID → Unix seconds of its last change. */
  seen: ReadonlyMap<string, number>;
}

/** A line of a page and when its ticket was last changed, Unix seconds. */
export interface ListedChange {
  /** Null: it has no ID that can be used. */
  ticketId: string | null;
  changedAtS: number;
}

/** A change may become visible after a later one: this far is looked back from the last one seen. A choice of ours. */
const LOOK_BACK_S = 60;
/**
 * A time further ahead of the answer's is an error of one line. The listing must not go there, since all that is changed
 * until then would be passed over; at its end it looks back so far. A choice of ours.
 */
const FURTHEST_AHEAD_S = LOOK_BACK_S;
/** More are forgotten, oldest first, and then listed twice, which is harmless. */
const MOST_SEEN = 2_000;
/** The vendor refuses pages beyond it. @see https://developers.freshdesk.com/api/#list_all_tickets */
const LAST_PAGE = 300;

/** Most tickets that one request may ask for. @see https://developers.freshdesk.com/api/#pagination */
const FULL_PAGE = 100;
const PAGE_STEP = 10;

const PREFIX = 'fd1';
const CURSOR = /^fd1:(\d{1,12}):(\d{1,3})(?:x(1|10))?:([01]):((?:[\w-]+[+-]\d+)(?:,[\w-]+[+-]\d+)*)?$/;

/** @throws {PlatformError} `invalid` for a cursor that is none of ours: the listing begins anew. */
export function listingPosition(from: ListFrom): ListingPosition {
  if ('startTime' in from) {
    const sinceS = Math.floor(Date.parse(from.startTime) / 1000);
    return { sinceS, page: 1, pageSize: FULL_PAGE, isSecondPass: false, seen: new Map() };
  }
  const match = CURSOR.exec(from.cursor);
  if (match === null)
    throw new PlatformError('list changes: expected a cursor of this adapter, got another', {
      kind: 'invalid',
    });
  const sinceS = Number(match[1]);
  const seen = (match[5] ?? '').split(',').flatMap((entry): [string, number][] => {
    const sign = Math.max(entry.lastIndexOf('+'), entry.lastIndexOf('-'));
    return sign <= 0 ? [] : [[entry.slice(0, sign), sinceS + Number(entry.slice(sign))]];
  });
  return {
    sinceS,
    page: Number(match[2]),
    pageSize: Number(match[3] ?? FULL_PAGE),
    isSecondPass: match[4] === '1',
    seen: new Map(seen),
  };
}

/** The cursor that leads back to this position. */
export function cursorOf({ sinceS, page, pageSize, isSecondPass, seen }: ListingPosition): string {
  const entries = [...seen].map(([ticketId, changedAtS]) => {
    const offset = changedAtS - sinceS;
    return `${ticketId}${offset < 0 ? '' : '+'}${offset}`;
  });
  const size = pageSize === FULL_PAGE ? '' : `x${pageSize}`;
  return `${PREFIX}:${sinceS}:${page}${size}:${isSecondPass ? 1 : 0}:${entries.join(',')}`;
}

/** The same place with fewer tickets a page; null when one cannot be less. */
export function inSmallerPages(position: ListingPosition): ListingPosition | null {
  const { page, pageSize } = position;
  if (pageSize === 1) return null;
  return { ...position, pageSize: pageSize / PAGE_STEP, page: (page - 1) * PAGE_STEP + 1 };
}

/** The query for the page at this position. A second earlier: whether `updated_since` includes its own is not said. */
export const sinceTime = ({ sinceS }: ListingPosition): string =>
  new Date((sinceS - 1) * 1000).toISOString().replace('.000Z', 'Z');

/** True for a change that was listed before. */
export const wasSeen = ({ seen }: ListingPosition, { ticketId, changedAtS }: ListedChange): boolean =>
  ticketId !== null && seen.get(ticketId) === changedAtS;

/**
 * The position after a page.
 * @param changes of the page, those seen before included, and lines that tell nothing but their time.
 * @param answeredAtS the vendor's clock, Unix seconds; by default no time is too late.
 * @throws {PlatformError} `protocol` when one second holds more changes than can be paged through.
 */
export function positionAfter(
  position: ListingPosition,
  {
    changes,
    hasMore,
    answeredAtS = Infinity,
  }: { changes: readonly ListedChange[]; hasMore: boolean; answeredAtS?: number },
): { position: ListingPosition; endOfStream: boolean } {
  const latestS = answeredAtS + FURTHEST_AHEAD_S;
  const lastS = Math.max(position.sinceS, ...changes.map(({ changedAtS }) => Math.min(changedAtS, latestS)));
  const known = new Map([
    ...position.seen,
    ...changes.flatMap(({ ticketId, changedAtS }) =>
      ticketId === null ? [] : [[ticketId, changedAtS] as const],
    ),
  ]);
  const goOn = (next: Partial<ListingPosition>) => ({
    position: {
      ...{ ...position, page: 1, pageSize: FULL_PAGE, isSecondPass: false },
      ...{ seen: recent(known, lastS), ...next },
    },
    endOfStream: false,
  });
  const { sinceS, page, pageSize, isSecondPass } = position;
  // A full page of which no line says when it was changed is passed over like one of a full second.
  const isWithinSecond = hasMore && lastS === sinceS;
  if (isWithinSecond && page >= LAST_PAGE) throw tooManyAtOnce(position);
  if (isWithinSecond) return goOn({ page: page + 1, pageSize, isSecondPass });
  // What was changed meanwhile has left its page, and what came after it has moved up unseen.
  if (page > 1 && !isSecondPass) return goOn({ isSecondPass: true, pageSize });
  if (hasMore) return goOn({ sinceS: lastS });
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
