import type { FastifyInstance } from 'fastify';
import { ApiError, forbidden, invalidAttribute } from '../api-error.js';
import { endpointRateHeader, windowExceeded } from '../limits.js';
import { nowSeconds, type Simulator } from '../simulator.js';
import { toSeconds } from '../../time.js';
import { wholeNumber, type Query } from '../wire/pages.js';
import { wireTicket } from '../wire/ticket.js';

const LARGEST_PAGE = 1000;
/** A start must lie this far in the past. */
const YOUNGEST_START_SECONDS = 60;

/** The incremental export of tickets by cursor. @see vendor page "Incremental Exports" */
export function addExportRoute(api: FastifyInstance, simulator: Simulator): void {
  const { store, limits, settings, counter } = simulator;
  api.get<{ Querystring: Query }>('/incremental/tickets/cursor', ({ query }, reply) => {
    if (simulator.integration.role !== 'admin') throw forbidden();
    const window = limits.takeExport(Date.now());
    void reply.headers(endpointRateHeader('incremental-exports', window, counter.total));
    if (!window.allowed) throw windowExceeded('incremental export API requests per minute', window);
    const limit = Math.min(wholeNumber(query['per_page'], 'per_page', LARGEST_PAGE), LARGEST_PAGE);
    const start = query['cursor'] === undefined ? startOf(query, simulator) : readCursor(query['cursor']);
    const withDeleted = query['exclude_deleted'] !== 'true';
    const { ticketIds, next, done } = store.stream.read(start, {
      limit,
      untilSeconds: toSeconds(Date.now() - settings.exportDelayMs),
      wanted: (ticketId, position) => {
        const record = store.get(ticketId);
        return record?.streamPosition === position && (withDeleted || record.status !== 'deleted');
      },
    });
    const records = ticketIds.flatMap((ticketId) => store.get(ticketId) ?? []);
    const last = records.at(-1);
    // The vendor has no cursor to give when a first page is empty.
    const cursor =
      last !== undefined
        ? cursorOf(last.generatedAt, { ticketId: last.id, position: next })
        : (query['cursor'] ?? null);
    const url = `${simulator.baseUrl}/api/v2/incremental/tickets/cursor.json`;
    return {
      tickets: records.map((record) => ({
        ...wireTicket(record, simulator),
        generated_timestamp: record.generatedAt,
      })),
      after_url: cursor === null ? null : `${url}?cursor=${encodeURIComponent(cursor)}&per_page=${limit}`,
      before_url: null,
      after_cursor: cursor,
      before_cursor: null,
      end_of_stream: done,
    };
  });
}

function startOf(query: Query, { store }: Simulator): number {
  const text = query['start_time'];
  const start = Number(text);
  if (text === undefined || text === '' || !Number.isInteger(start) || start < 0)
    throw invalidAttribute('start_time');
  if (start > nowSeconds() - YOUNGEST_START_SECONDS) {
    throw new ApiError(422, {
      error: 'StartTimeTooRecent',
      description: 'Too recent start_time. Use a start_time older than 60 seconds',
    });
  }
  return store.stream.positionAt(start);
}

/** Opaque to the caller: time and ticket as in recorded cursors, and our position. */
function cursorOf(seconds: number, { ticketId, position }: { ticketId: number; position: number }): string {
  return Buffer.from(`${seconds}.0||${ticketId}|${position}`).toString('base64');
}

function readCursor(cursor: string): number {
  const position = /^\d+\.0\|\|\d+\|(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (position === undefined)
    throw new ApiError(400, { error: 'InvalidValue', description: 'Invalid cursor' });
  return Number(position);
}
