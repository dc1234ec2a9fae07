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
import { ZendeskClient } from './client.js';
import { errorFromTicketId } from './errors.js';
import { ExpiringCache } from '../../http/expiring-cache.js';
import { cursorAfter, listingPosition } from './listing-position.js';
import type { ZendeskOptions, ZendeskResponseInfo } from './options.js';
import { firstPage, isOffsetPage, LARGEST_PAGE, nextPageQuery } from './paging.js';
import { toConversation } from './to-conversation.js';
import { toHistoryEntries, toListedTicket, toTicketState } from './to-domain.js';
import { UserDirectory } from './people.js';
import {
  auditsAnswer,
  changesAnswer,
  commentsAnswer,
  currentUserAnswer,
  ticketAnswer,
  writeAnswer,
} from './wire.js';
import { metadataFromRecord } from './write-record.js';

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
  readonly #subjects = new ExpiringCache<string>({ maxEntries: 5_000, lifetimeMs: 5 * 60_000 });
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
