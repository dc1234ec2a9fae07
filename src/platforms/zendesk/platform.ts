import { hasWords } from '../../domain/text/text-to-read.js';
import type { Conversation, Message, TicketListing, TicketState } from '../../domain/ticket.js';
import {
  PlatformError,
  type BusinessRule,
  type ConversationPart,
  type HistoryPage,
  type ListFrom,
  type PlatformErrorKind,
  type PlatformIdentity,
  type TicketField,
  type TicketPlatform,
  type TicketWrite,
} from '../../ports/platform.js';
import { listBusinessRules, listTicketFields } from './rules.js';
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
import { readLines } from '../../http/read-lines.js';
import { isChat, wordsOfAudits, wordsOfLog, type SpokenWords, type TicketChannel } from './spoken-words.js';
import { descriptionOf, toConversation } from './to-conversation.js';
import { toHistoryEntries, toListedTicket, toTicketState, metadataFromRecord } from './to-domain.js';
import { UserDirectory } from './people.js';
import {
  auditsAnswer,
  changesAnswer,
  commentsAnswer,
  conversationLogAnswer,
  currentUserAnswer,
  listedTicket,
  ticketAnswer,
  TICKET_NUMBER,
  writeAnswer,
  type WireTicket,
  type WireChanges,
} from './wire.js';

const DEFAULT_PAGE_SIZE = 500;
/** By so much a page of the listing that is too large to be read is made smaller, and later larger again. */
const PAGE_STEP = 10;
/** A listed ticket brings all its text and tags with it, and the one that is too large alone must not end the listing. */
const MOST_BYTES_OF_ONE = 128 * 1024 * 1024;
/** 500 messages of a chat tell what it is about. */
const MOST_LOG_PAGES = 5;
const TICKET_ROUTE = '/api/v2/tickets/{id}';

/** A Zendesk account as a `TicketPlatform`. Holds connections and two small caches, in memory only. */
export function createZendeskPlatform(options: ZendeskOptions): TicketPlatform {
  return new ZendeskPlatform(options);
}

class ZendeskPlatform implements TicketPlatform {
  readonly #client: ZendeskClient;
  readonly #users: UserDirectory;
  readonly #fullPage: number;
  /** Smaller than a full page while pages are too large to be read. */
  #pageSize: number;
  /**
   * Subjects and channels seen lately, by ticket ID. The vendor's answer to a conversation has none, and no text may travel between
   * activities, so without this memory every ticket would cost a fourth request. Reading a ticket refreshes it; after
   * 5 minutes, or in another process, the ticket is read again. A subject that somebody edits in between is that old.
   */
  readonly #titles = new LRUCache<string, TicketTitle>({ max: 2_000, ttl: 5 * 60_000 });
  #rateLimit: ZendeskResponseInfo['rateLimit'];

  constructor(options: ZendeskOptions) {
    const onResponse = (info: ZendeskResponseInfo) => {
      this.#rateLimit = info.rateLimit ?? this.#rateLimit;
      options.onResponse?.(info);
    };
    this.#client = new ZendeskClient({ ...options, onResponse });
    this.#users = new UserDirectory(this.#client);
    this.#fullPage = options.pageSize ?? DEFAULT_PAGE_SIZE;
    this.#pageSize = this.#fullPage;
  }

  /** A page that is too large is asked for again with fewer tickets. */
  async listChanges(from: ListFrom, signal?: AbortSignal): Promise<TicketListing> {
    const position = listingPosition(from, Date.now());
    for (;;) {
      const size = this.#pageSize;
      try {
        const listing = await this.#listPage(position, size, signal);
        this.#pageSize = Math.min(this.#fullPage, size * PAGE_STEP);
        return listing;
      } catch (error) {
        if (size === 1 || !(error instanceof PlatformError) || error.kind !== 'tooLarge') throw error;
        this.#pageSize = Math.max(1, Math.floor(size / PAGE_STEP));
      }
    }
  }

  async #listPage(
    position: ListingPosition,
    size: number,
    signal: AbortSignal | undefined,
  ): Promise<TicketListing> {
    const query = new URLSearchParams({ per_page: String(size) });
    if ('cursor' in position) query.set('cursor', position.cursor);
    else query.set('start_time', String(position.startTime));
    const { value, answeredAt } = await this.#client.send(
      {
        method: 'GET',
        route: '/api/v2/incremental/tickets/cursor',
        query,
        schema: changesAnswer,
        ...(size === 1 ? { maxBytes: MOST_BYTES_OF_ONE } : {}),
      },
      signal,
    );
    const { read, unreadable } = readLines(value.tickets, listedTicket);
    for (const ticket of read) this.#titles.set(ticket.id, titleOf(ticket));
    const tickets = read.map((ticket) => toListedTicket(ticket, answeredAt));
    return { tickets, ...(unreadable.length === 0 ? {} : { unreadable }), ...cursorAfter(position, value) };
  }

  async readTicket(ticketId: string, signal?: AbortSignal): Promise<TicketState> {
    const { ticket, answeredAt } = await this.#readTicket(ticketId, signal);
    return toTicketState(ticket, answeredAt);
  }

  async #readTicket(
    ticketId: string,
    signal: AbortSignal | undefined,
  ): Promise<{ ticket: WireTicket; answeredAt: string }> {
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
    this.#titles.set(ticketId, titleOf(value.ticket));
    return { ticket: value.ticket, answeredAt };
  }

  async readConversation(
    ticketId: string,
    { part, peopleIds }: { part: ConversationPart; peopleIds: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Conversation> {
    const { value, answeredAt } = await this.#readComments(ticketId, part, signal);
    const { subject, ...ticket } = await this.#titleOf(ticketId, signal);
    const sideloaded = value.users ?? [];
    this.#users.remember(sideloaded);
    const authorIds = value.comments.flatMap(({ author_id: id }) => (id ? [id] : []));
    const found = await this.#users.find([...authorIds, ...peopleIds], signal);
    const users = new Map([...sideloaded.map((user) => [user.id, user] as const), ...found]);
    const truncated = nextPageQuery(value) !== null;
    const conversation = toConversation({
      ...{ subject, ticket, comments: value.comments, users, truncated, answeredAt },
    });
    if (part === 'latest' || !isSilent(conversation, ticket)) return conversation;
    return this.#withWordsFromElsewhere(ticketId, conversation, signal);
  }

  /**
   * Comments without a customer's words are rare, and cost up to three further requests: what was said may be in the
   * conversation log (messaging), in the audits (chats), or in the ticket's description. Where an account does not have
   * one of them, the next one is asked.
   */
  async #withWordsFromElsewhere(
    ticketId: string,
    conversation: Conversation,
    signal: AbortSignal | undefined,
  ): Promise<Conversation> {
    let outage: PlatformError | undefined;
    for (const read of [this.#readLog, this.#readChats, this.#readDescription]) {
      try {
        const { messages, people } = await read.call(this, ticketId, signal);
        if (messages.some(({ author, text }) => author === 'customer' && hasWords(text)))
          return {
            ...conversation,
            messages: [...messages, ...conversation.messages].sort(byTime),
            people: [...conversation.people, ...people],
          };
      } catch (error) {
        if (!(error instanceof PlatformError) || STOPS_THE_SEARCH.has(error.kind)) throw error;
        if (error.kind === 'unavailable') outage ??= error;
      }
    }
    // Where words may be that could not be read, "there are none" would be made up.
    if (outage !== undefined) throw outage;
    return conversation;
  }

  async #readLog(ticketId: string, signal: AbortSignal | undefined): Promise<SpokenWords> {
    const words: SpokenWords = { messages: [], people: [] };
    let query: string | null = firstPage().toString();
    for (let page = 1; query !== null && page <= MOST_LOG_PAGES; page += 1) {
      const { value, answeredAt } = await this.#client.send(
        {
          ...{ method: 'GET', route: `${TICKET_ROUTE}/conversation_log`, id: numeric(ticketId) },
          ...{ query: new URLSearchParams(query), schema: conversationLogAnswer },
        },
        signal,
      );
      const { messages, people } = wordsOfLog(value.events, answeredAt);
      words.messages.push(...messages);
      words.people.push(...people);
      query = nextPageQuery(value);
    }
    return words;
  }

  /** The first page: a chat comes before whatever else happens to its ticket. */
  async #readChats(ticketId: string, signal: AbortSignal | undefined): Promise<SpokenWords> {
    const { value, answeredAt } = await this.#client.send(
      {
        ...{ method: 'GET', route: `${TICKET_ROUTE}/audits`, id: numeric(ticketId) },
        ...{ query: firstPage(), schema: auditsAnswer },
      },
      signal,
    );
    return wordsOfAudits(value.audits, answeredAt);
  }

  async #readDescription(ticketId: string, signal: AbortSignal | undefined): Promise<SpokenWords> {
    const { ticket, answeredAt } = await this.#readTicket(ticketId, signal);
    return { messages: [descriptionOf(ticket, titleOf(ticket), answeredAt)], people: [] };
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

  listTicketFields(signal?: AbortSignal): Promise<TicketField[]> {
    return listTicketFields(this.#client, signal);
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

  async #titleOf(ticketId: string, signal?: AbortSignal): Promise<TicketTitle> {
    return this.#titles.get(ticketId) ?? titleOf((await this.#readTicket(ticketId, signal)).ticket);
  }
}

/** Nothing that would make up for it is looked for: wait, or mend the credentials. */
const STOPS_THE_SEARCH: ReadonlySet<PlatformErrorKind> = new Set(['rateLimited', 'unauthorized']);

/** What a conversation needs of its ticket. */
interface TicketTitle extends TicketChannel {
  subject: string;
}

const titleOf = ({
  subject,
  via,
  from_messaging_channel: isMessaging,
}: Pick<WireTicket, 'subject' | 'via' | 'from_messaging_channel'>): TicketTitle => ({
  subject: subject ?? '',
  channel: via?.channel ?? null,
  isMessaging: isMessaging === true,
});

/** Nobody's words are in the comments, or, of a chat, nobody's but agents' and bots'. */
function isSilent({ messages }: Conversation, ticket: TicketChannel): boolean {
  return !messages.some(({ author, text }) => hasWords(text) && (author === 'customer' || !isChat(ticket)));
}

const byTime = (one: Message, other: Message): number =>
  Date.parse(one.createdAt) - Date.parse(other.createdAt) || 0;

function numeric(ticketId: string): string {
  if (!TICKET_NUMBER.test(ticketId)) throw errorFromTicketId(ticketId);
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
