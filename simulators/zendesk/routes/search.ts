import type { FastifyInstance } from 'fastify';
import { ApiError, invalidAttribute } from '../api-error.js';
import { endpointRateHeader, windowExceeded } from '../limits.js';
import { ticketsFound } from '../search/find-tickets.js';
import { readSearchQuery } from '../search/query.js';
import type { Simulator } from '../simulator.js';
import { wholeNumber, type Query } from '../wire/pages.js';
import { wireTicket } from '../wire/ticket.js';

const LARGEST_PAGE = 1000;
const USUAL_PAGE = 100;
const KINDS = ['ticket', 'organization', 'user', 'group'];

/**
 * The export of search results: cursor pages, oldest ticket first, no count. Tickets only; other kinds find nothing.
 * @see vendor page "Search", "Export Search Results"
 */
export function addSearchRoutes(api: FastifyInstance, simulator: Simulator): void {
  const { limits, counter } = simulator;
  api.get<{ Querystring: Query }>('/search/export', ({ query }, reply) => {
    const window = limits.takeSearchExport(Date.now());
    void reply.headers(endpointRateHeader('search-export', window, counter.total));
    if (!window.allowed) throw windowExceeded('search export API requests per minute', window);
    const kind = query['filter[type]'];
    if (kind === undefined || !KINDS.includes(kind)) throw invalidAttribute('filter[type]');
    const terms = readSearchQuery(query['query']);
    const size = wholeNumber(query['page[size]'], 'page[size]', USUAL_PAGE);
    if (size > LARGEST_PAGE) throw invalidAttribute('page[size]');
    const after = query['page[after]'] === undefined ? null : readCursor(query['page[after]']);
    const found = kind === 'ticket' ? ticketsFound(terms, simulator) : [];
    const rest = after === null ? found : found.filter((record) => isBehind(record, after));
    const page = rest.slice(0, size);
    const last = page.at(-1);
    const cursor = last === undefined ? null : cursorOf(last);
    const hasMore = rest.length > page.length;
    return {
      results: page.map((record) => ({ ...wireTicket(record, simulator), result_type: 'ticket' })),
      facets: null,
      meta: { has_more: hasMore, after_cursor: cursor, before_cursor: null },
      links: { prev: null, next: hasMore && cursor ? linkTo(cursor, { query, size, simulator }) : null },
    };
  });
}

/** Where a page ended, in the order of the results. */
interface Place {
  createdAt: number;
  id: number;
}

const isBehind = (record: Place, after: Place): boolean =>
  record.createdAt > after.createdAt || (record.createdAt === after.createdAt && record.id > after.id);

function cursorOf({ createdAt, id }: Place): string {
  const place = { field: 'created_at', desc: false, tieBreakField: 'id', sortValues: [createdAt, id] };
  return Buffer.from(JSON.stringify(place)).toString('base64');
}

function readCursor(cursor: string): Place {
  try {
    const { sortValues } = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as Record<
      string,
      unknown
    >;
    const [createdAt, id] = sortValues as [unknown, unknown];
    if (typeof createdAt === 'number' && typeof id === 'number') return { createdAt, id };
  } catch {
    // Answered below, like every other cursor that is none of ours.
  }
  throw new ApiError(400, { error: 'InvalidPaginationParameter', description: 'page[after] is not valid' });
}

function linkTo(
  cursor: string,
  { query, size, simulator }: { query: Query; size: number; simulator: Simulator },
): string {
  const next = new URLSearchParams({
    'filter[type]': query['filter[type]'] ?? '',
    'page[after]': cursor,
    'page[size]': String(size),
    query: query['query'] ?? '',
  });
  return `${simulator.baseUrl}/api/v2/search/export.json?${next.toString()}`;
}
