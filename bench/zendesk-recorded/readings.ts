import { deepStrictEqual, ok } from 'node:assert/strict';
import { type TicketPlatform, type TicketWrite, PlatformError } from '../../src/ports/platform.js';
import type { Exchange } from './exchanges.js';
import type { ReplayServer } from './replay-server.js';

/** One thing to read from a recorded answer through the adapter; `run` throws when it is misread. */
export interface Reading {
  what: string;
  run: (platform: TicketPlatform, server: ReplayServer) => Promise<void>;
}

interface RecordedTicket {
  id: number;
  tags: string[];
  status: string;
  priority: string | null;
  updated_at: string;
}
interface RecordedComment {
  type: string;
  body: string;
  plain_body?: string;
}
interface RecordedAudit {
  ticket_id: number;
  created_at: string;
  events: RecordedComment[];
}
interface RecordedBody {
  tickets?: RecordedTicket[];
  ticket?: RecordedTicket;
  audits?: RecordedAudit[];
  audit?: RecordedAudit;
  users?: { id: number; name: string }[];
  user?: { id?: number | null };
  after_cursor?: string;
  end_of_stream?: boolean;
  meta?: { has_more: boolean };
}

export const SAMPLE_WRITE: TicketWrite = {
  tags: ['ai_processed'],
  priority: 'high',
  note: 'Summary',
  record: {
    workflowId: 'ticket-default-zendesk-1',
    verdictId: 'v',
    contentHash: 'h',
    tags: ['ai_processed'],
    priority: 'high',
    declinedTags: ['ai_bug'],
  },
  expectedUpdatedAt: '2026-09-18T10:05:07Z',
};

const json = (body: unknown, headers: Record<string, string> = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const SOME_TICKET = json({ ticket: { id: 1, tags: [], subject: 'S', updated_at: '2026-09-18T10:05:07Z' } });

/** What our client can read in an exchange; none for endpoints it does not use. */
export function readingsOf(exchange: Exchange): Reading[] {
  if (exchange.status >= 400) return [errorReading(exchange)];
  const body = bodyOf(exchange);
  if (body === null) return [];
  const tickets = [...(body.tickets ?? []), ...(body.ticket ? [body.ticket] : [])];
  const audits = [...(body.audits ?? []), ...(body.audit ? [body.audit] : [])];
  return [
    ...(exchange.route.includes('/incremental/') ? [listingReading(exchange, body)] : []),
    ...tickets.map((ticket) => ticketReading(exchange, ticket)),
    ...(audits.length > 0 ? [historyReading(exchange, body, audits), ...conversationReadings(audits)] : []),
    ...(body.users && exchange.method === 'GET' ? [usersReading(exchange, body.users)] : []),
    ...(body.user ? [currentUserReading(exchange, body.user)] : []),
  ];
}

function bodyOf({ body }: Exchange): RecordedBody | null {
  try {
    return JSON.parse(body) as RecordedBody | null;
  } catch {
    return null;
  }
}

function listingReading(exchange: Exchange, body: RecordedBody): Reading {
  const what = exchange.route.endsWith('/cursor') ? 'listing, by cursor' : 'listing, by time (shape only)';
  const run = async (platform: TicketPlatform, server: ReplayServer) => {
    server.next(exchange);
    const cursor = new URL(exchange.url, 'http://localhost').searchParams.get('cursor');
    const listing = await platform.listChanges(cursor ? { cursor } : { startTime: '2020-01-01T00:00:00Z' });
    deepStrictEqual(
      listing.tickets.map(({ ticketId, tags, status }) => ({ ticketId, tags, status })),
      body.tickets?.map(({ id, tags, status }) => ({ ticketId: String(id), tags, status })),
    );
    if (body.after_cursor)
      deepStrictEqual([listing.cursor, listing.endOfStream], [body.after_cursor, body.end_of_stream]);
  };
  return { what, run };
}

function ticketReading({ headers }: Exchange, ticket: RecordedTicket): Reading {
  const run = async (platform: TicketPlatform, server: ReplayServer) => {
    server.next(json({ ticket }, headers));
    const state = await platform.readTicket(String(ticket.id));
    const { ticketId, tags, status, priority, updatedAt } = state;
    deepStrictEqual(
      { ticketId, tags, status, priority, updatedAt },
      {
        ticketId: String(ticket.id),
        tags: ticket.tags,
        status: ticket.status,
        priority: ticket.priority,
        updatedAt: ticket.updated_at,
      },
    );
    if (headers.date) deepStrictEqual(Date.parse(state.readAt), Date.parse(headers.date));
  };
  return { what: 'ticket', run };
}

function historyReading(exchange: Exchange, body: RecordedBody, audits: RecordedAudit[]): Reading {
  const run = async (platform: TicketPlatform, server: ReplayServer) => {
    server.next(body.audits ? exchange : json({ audits }));
    const { entries, nextPage } = await platform.readHistory('1', null);
    deepStrictEqual(entries.length, audits.length);
    ok(entries.every(({ record }) => record === null));
    const touching = audits.filter(({ events }) => events.some(touchesPriority)).length;
    deepStrictEqual(entries.filter(({ touchedPriority }) => touchedPriority).length, touching);
    deepStrictEqual(nextPage !== null, body.meta?.has_more ?? false);
  };
  return { what: 'history', run };
}

function touchesPriority(event: object): boolean {
  const { type, field_name: field, value } = event as { type: string; field_name?: string; value?: unknown };
  return field === 'priority' && (type === 'Change' || (type === 'Create' && value !== null));
}

/** Nobody recorded a comments answer; the `Comment` events of audits have the same fields. */
function conversationReadings(audits: RecordedAudit[]): Reading[] {
  const comments = audits.flatMap(({ created_at, events }) =>
    events.filter(({ type }) => type === 'Comment').map((event) => ({ ...event, created_at })),
  );
  return comments.map((comment) => ({
    what: 'conversation (from audit events)',
    run: async (platform, server) => {
      server.next(json({ comments: [comment], users: [] }), SOME_TICKET, json({ users: [] }));
      const { messages } = await platform.readConversation('1', { part: 'start', peopleIds: [] });
      deepStrictEqual(messages.length, 1);
      deepStrictEqual(messages[0]?.text, comment.plain_body ?? comment.body);
    },
  }));
}

function usersReading(exchange: Exchange, users: { id: number; name: string }[]): Reading {
  const run = async (platform: TicketPlatform, server: ReplayServer) => {
    server.next(json({ comments: [] }), SOME_TICKET, exchange);
    const peopleIds = users.map(({ id }) => String(id));
    const { people } = await platform.readConversation('1', { part: 'latest', peopleIds });
    deepStrictEqual(
      people.map(({ name }) => name),
      users.map(({ name }) => name),
    );
  };
  return { what: 'users', run };
}

function currentUserReading(exchange: Exchange, user: { id?: number | null }): Reading {
  const run = async (platform: TicketPlatform, server: ReplayServer) => {
    server.next({ ...exchange, status: 200 });
    const answer = await platform.whoAmI().catch((error: unknown) => error);
    if (user.id) deepStrictEqual((answer as { userId: string }).userId, String(user.id));
    else deepStrictEqual((answer as PlatformError).kind, 'unauthorized');
  };
  return { what: user.id ? 'user' : 'user without ID → unauthorized', run };
}

const EXPECTED_KIND: Record<number, [read: string, write: string]> = {
  400: ['invalid', 'invalid'],
  401: ['unauthorized', 'unauthorized'],
  404: ['notFound', 'notFound'],
  409: ['unavailable', 'conflict'],
  422: ['invalid', 'invalid'],
  429: ['rateLimited', 'rateLimited'],
};

function errorReading(exchange: Exchange): Reading {
  const run = async (platform: TicketPlatform, server: ReplayServer) => {
    const kinds: unknown[] = [];
    for (const call of [() => platform.readTicket('1'), () => platform.write('1', SAMPLE_WRITE)]) {
      server.next(exchange);
      const error = await call().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      kinds.push(error instanceof PlatformError ? error.kind : error);
    }
    deepStrictEqual(kinds, EXPECTED_KIND[exchange.status]);
  };
  return { what: `error ${exchange.status}`, run };
}
