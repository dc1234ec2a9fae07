import type { Conversation, TicketListing, TicketState } from '../../domain/ticket.js';
import {
  PlatformError,
  type BusinessRule,
  type ConversationPart,
  type HistoryPage,
  type ListFrom,
  type PlatformIdentity,
  type TicketPlatform,
  type TicketWrite,
} from '../../ports/platform.js';
import { listBusinessRules } from './rules.js';
import {
  ZendeskClient,
  type ZendeskOptions,
  type ZendeskResponseInfo,
  firstPage,
  isOffsetPage,
  LARGEST_PAGE,
  nextPageQuery,
} from './client.js';
import { errorFromTicketId } from './errors.js';
import { LRUCache } from 'lru-cache';
import { toConversation } from './to-conversation.js';
import { toHistoryEntries, toListedTicket, toTicketState, metadataFromRecord } from './to-domain.js';
import { UserDirectory } from './people.js';
import {
  auditsAnswer,
  changesAnswer,
  commentsAnswer,
  currentUserAnswer,
  ticketAnswer,
  writeAnswer,
  type WireChanges,
} from './wire.js';

const DEFAULT_PAGE_SIZE = 500;
const TICKET_ROUTE = '/api/v2/tickets/{id}';

/** A Zendesk account as a `TicketPlatform`. Holds connections and two small caches, in memory only. */
export function createZendeskPlatform(options: ZendeskOptions): TicketPlatform {
  return new ZendeskPlatform(options);
}

class ZendeskPlatform implements TicketPlatform {
  readonly #client: ZendeskClient;
  readonly #users: UserDirectory;
  readonly #pageSize: number;
  /**
   * Subjects seen lately, by ticket ID. The vendor's answer to a conversation has none, and no text may travel between
   * activities, so without this memory every ticket would cost a fourth request. Reading a ticket refreshes it; after
   * 5 minutes, or in another process, the ticket is read again. A subject that somebody edits in between is that old.
   */
  readonly #subjects = new LRUCache<string, string>({ max: 2_000, ttl: 5 * 60_000 });
  #rateLimit: ZendeskResponseInfo['rateLimit'];

  constructor(options: ZendeskOptions) {
    const onResponse = (info: ZendeskResponseInfo) => {
      this.#rateLimit = info.rateLimit ?? this.#rateLimit;
      options.onResponse?.(info);
    };
    this.#client = new ZendeskClient({ ...options, onResponse });
    this.#users = new UserDirectory(this.#client);
    this.#pageSize = options.pageSize ?? DEFAULT_PAGE_SIZE;
  }

  async listChanges(from: ListFrom, signal?: AbortSignal): Promise<TicketListing> {
    const position = listingPosition(from, Date.now());
    const query = new URLSearchParams({ per_page: String(this.#pageSize) });
    if ('cursor' in position) query.set('cursor', position.cursor);
    else query.set('start_time', String(position.startTime));
    const { value, answeredAt } = await this.#client.send(
      { method: 'GET', route: '/api/v2/incremental/tickets/cursor', query, schema: changesAnswer },
      signal,
    );
    for (const { id, subject } of value.tickets) this.#subjects.set(id, subject ?? '');
    const tickets = value.tickets.map((ticket) => toListedTicket(ticket, answeredAt));
    return { tickets, ...cursorAfter(position, value) };
  }

  async readTicket(ticketId: string, signal?: AbortSignal): Promise<TicketState> {
    const request = {
      method: 'GET',
      route: TICKET_ROUTE,
      id: numeric(ticketId),
      query: new URLSearchParams({ include: 'users' }),
      schema: ticketAnswer,
    } as const;
    const { value, answeredAt } = await this.#client.send(request, signal);
    // Who is on the ticket comes with it, which spares the conversation a look-up.
    this.#users.remember(value.users ?? []);
    this.#subjects.set(ticketId, value.ticket.subject ?? '');
    return toTicketState(value.ticket, answeredAt);
  }

  async readConversation(
    ticketId: string,
    { part, peopleIds }: { part: ConversationPart; peopleIds: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Conversation> {
    const { value, answeredAt } = await this.#readComments(ticketId, part, signal);
    const subject = await this.#subjectOf(ticketId, signal);
    const sideloaded = value.users ?? [];
    this.#users.remember(sideloaded);
    const authorIds = value.comments.flatMap(({ author_id: id }) => (id ? [id] : []));
    const found = await this.#users.find([...authorIds, ...peopleIds], signal);
    const users = new Map([...sideloaded.map((user) => [user.id, user] as const), ...found]);
    const truncated = nextPageQuery(value) !== null;
    return toConversation({ subject, comments: value.comments, users, truncated, answeredAt });
  }

  async readHistory(ticketId: string, page: string | null, signal?: AbortSignal): Promise<HistoryPage> {
    const { value, answeredAt } = await this.#client.send(
      {
        method: 'GET',
        route: `${TICKET_ROUTE}/audits`,
        id: numeric(ticketId),
        query: page === null ? firstPage() : new URLSearchParams(page),
        schema: auditsAnswer,
      },
      signal,
    );
    const nextPage = nextPageQuery(value);
    return {
      entries: toHistoryEntries(value.audits, answeredAt),
      nextPage: nextPage === page ? null : nextPage,
    };
  }

  async write(ticketId: string, write: TicketWrite, signal?: AbortSignal): Promise<void> {
    const ticket = {
      tags: write.tags,
      ...(write.priority === undefined ? {} : { priority: write.priority }),
      comment: { body: write.note, public: false },
      metadata: metadataFromRecord(write.record),
      safe_update: true,
      updated_stamp: write.expectedUpdatedAt,
    };
    await this.#client.send(
      { method: 'PUT', route: TICKET_ROUTE, id: numeric(ticketId), json: { ticket }, schema: writeAnswer },
      signal,
    );
  }

  /** @throws {PlatformError} `unauthorized` also when the vendor takes us for an anonymous visitor. */
  async whoAmI(signal?: AbortSignal): Promise<PlatformIdentity> {
    const route = '/api/v2/users/me';
    const { value } = await this.#client.send({ method: 'GET', route, schema: currentUserAnswer }, signal);
    const { id, role } = value.user;
    if (!id) {
      throw new PlatformError(`GET ${route}: expected a user, got an anonymous one`, {
        kind: 'unauthorized',
        status: 200,
      });
    }
    const { limit: perMinute, remaining } = this.#rateLimit ?? {};
    return {
      userId: id,
      role: role ?? 'unknown',
      canList: role === 'admin',
      ...(perMinute === undefined || remaining === undefined
        ? {}
        : { requestLimit: { perMinute, remaining } }),
    };
  }

  listBusinessRules(signal?: AbortSignal): Promise<BusinessRule[]> {
    return listBusinessRules(this.#client, signal);
  }

  async #readComments(ticketId: string, part: ConversationPart, signal?: AbortSignal) {
    const read = (query: URLSearchParams) =>
      this.#client.send(
        {
          method: 'GET',
          route: `${TICKET_ROUTE}/comments`,
          id: numeric(ticketId),
          query,
          schema: commentsAnswer,
        },
        signal,
      );
    if (part === 'start') return read(firstPage({ include: 'users' }));
    const answer = await read(firstPage({ include: 'users', sort: '-created_at' }));
    if (!isOffsetPage(answer.value) || nextPageQuery(answer.value) === null) return answer;
    // `sort` belongs to cursor pages; a server that pages by offset has ignored it and sent the beginning.
    const query = { include: 'users', sort_order: 'desc', per_page: String(LARGEST_PAGE) };
    return read(new URLSearchParams(query));
  }

  async #subjectOf(ticketId: string, signal?: AbortSignal): Promise<string> {
    const remembered = this.#subjects.get(ticketId);
    if (remembered !== undefined) return remembered;
    await this.readTicket(ticketId, signal);
    return this.#subjects.get(ticketId) ?? '';
  }
}

function numeric(ticketId: string): string {
  if (!/^[1-9]\d{0,18}$/.test(ticketId)) throw errorFromTicketId(ticketId);
  return ticketId;
}

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
