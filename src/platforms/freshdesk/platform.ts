import type { Conversation, TicketListing, TicketState } from '../../domain/ticket.js';
import type {
  BusinessRule,
  ConversationPart,
  HistoryPage,
  ListFrom,
  PlatformIdentity,
  TicketField,
  TicketPlatform,
  TicketWrite,
} from '../../ports/platform.js';
import { LRUCache } from 'lru-cache';
import { readLines } from '../../http/read-lines.js';
import { announcedNotes, historyEntries, type AnnouncedNote } from './marker.js';
import { listBusinessRules, listTicketFields } from './rules.js';
import { FreshdeskClient, type FreshdeskOptions, type FreshdeskResponseInfo } from './client.js';
import { isPlatformError } from '../account-client.js';
import {
  conversationPages,
  LARGEST_PAGE,
  readConversationPage,
  toConversation,
  type FirstMessage,
} from './to-conversation.js';
import { errorFromTicketId } from './errors.js';
import {
  cursorOf,
  inSmallerPages,
  listingPosition,
  positionAfter,
  sinceTime,
  wasSeen,
  type ListedChange,
  type ListingPosition,
} from './listing.js';
import { PeopleDirectory } from './people.js';
import { toListedTicket, toTicketState } from './to-domain.js';
import {
  currentAgentAnswer,
  listedTicket,
  listedTime,
  TICKET_NUMBER,
  ticketAnswer,
  ticketsAnswer,
  type WireConversation,
  type WireTicket,
} from './wire.js';
import { writeVerdict } from './write.js';

const TICKET_ROUTE = '/api/v2/tickets/{id}';
/** A listed ticket brings its tags with it, and the one that is too large alone must not end the listing. */
const MOST_BYTES_OF_ONE = 128 * 1024 * 1024;
/** Which tickets an agent sees. @see https://developers.freshdesk.com/api/#agents */
const SCOPES: Readonly<Record<number, string>> = { 1: 'global', 2: 'group', 3: 'restricted' };
const GLOBAL_SCOPE = 1;

/** A Freshdesk account as a `TicketPlatform`. Holds connections and two small caches, in memory only. */
export function createFreshdeskPlatform(options: FreshdeskOptions): TicketPlatform {
  return new FreshdeskPlatform(options);
}

class FreshdeskPlatform implements TicketPlatform {
  readonly #client: FreshdeskClient;
  readonly #people: PeopleDirectory;
  /**
   * First messages seen lately, by ticket ID: the vendor's answer to a conversation has neither them nor the subject,
   * and no text may travel between activities. Reading a ticket refreshes it; after 2 minutes, or in another process,
   * the ticket is read again.
   */
  readonly #firstMessages = new LRUCache<string, FirstMessage>({ max: 500, ttl: 2 * 60_000 });
  #rateLimit: FreshdeskResponseInfo['rateLimit'];

  constructor(options: FreshdeskOptions) {
    const onResponse = (info: FreshdeskResponseInfo) => {
      this.#rateLimit = info.rateLimit ?? this.#rateLimit;
      options.onResponse?.(info);
    };
    this.#client = new FreshdeskClient({ ...options, onResponse });
    this.#people = new PeopleDirectory(this.#client);
  }

  /** A page that is too large is asked for again with fewer tickets. */
  async listChanges(from: ListFrom, signal?: AbortSignal): Promise<TicketListing> {
    let position = listingPosition(from);
    for (;;) {
      try {
        return await this.#listPage(position, signal);
      } catch (error) {
        const smaller = isPlatformError(error, 'tooLarge') ? inSmallerPages(position) : null;
        if (smaller === null) throw error;
        position = smaller;
      }
    }
  }

  async #listPage(position: ListingPosition, signal?: AbortSignal): Promise<TicketListing> {
    const { page, pageSize } = position;
    const query = {
      ...{ updated_since: sinceTime(position), order_by: 'updated_at', order_type: 'asc' },
      ...{ per_page: String(pageSize), page: String(page) },
    };
    const { value, hasNextPage, answeredAt } = await this.#client.send(
      {
        method: 'GET',
        route: '/api/v2/tickets',
        query,
        schema: ticketsAnswer,
        ...(pageSize === 1 ? { maxBytes: MOST_BYTES_OF_ONE } : {}),
      },
      signal,
    );
    // Lines seen before include those that could not be read, as far as they tell who and when they are.
    const fresh = value.filter((line) => {
      const change = listedChange(line);
      return change === null || !wasSeen(position, change);
    });
    const { read, unreadable } = readLines(fresh, listedTicket);
    const next = positionAfter(position, {
      changes: value.flatMap((line) => listedChange(line) ?? []),
      hasMore: value.length > 0 && (hasNextPage || value.length >= pageSize),
      answeredAtS: Math.floor(Date.parse(answeredAt) / 1000),
    });
    return {
      tickets: read.map(toListedTicket),
      ...(unreadable.length === 0 ? {} : { unreadable }),
      cursor: cursorOf(next.position),
      endOfStream: next.endOfStream,
    };
  }

  async readTicket(ticketId: string, signal?: AbortSignal): Promise<TicketState> {
    const { ticket, answeredAt } = await this.#readTicket(ticketId, signal);
    return toTicketState(ticket, answeredAt);
  }

  async readConversation(
    ticketId: string,
    { part, peopleIds }: { part: ConversationPart; peopleIds: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Conversation> {
    const read = await this.#readPart(numeric(ticketId), part, signal);
    const first = this.#firstMessages.get(ticketId) ?? (await this.#readTicket(ticketId, signal)).ticket;
    const authors = read.conversations.flatMap(({ user_id: id, incoming }) =>
      id && id !== first.requester_id ? [`${incoming ? 'contacts' : 'agents'}/${id}`] : [],
    );
    const people = await this.#people.find([...peopleIds, ...authors], signal);
    return toConversation({ ...read, first, people, fromStart: part === 'start' });
  }

  /** All of it at once, since the end of it is told by the ticket. Two requests; one more for each 100 conversations. */
  async readHistory(ticketId: string, _page: string | null, signal?: AbortSignal): Promise<HistoryPage> {
    const notes: AnnouncedNote[] = [];
    const pages = conversationPages(this.#client, { ticketId: numeric(ticketId) }, signal);
    for await (const { conversations, answeredAt } of pages)
      notes.push(...announcedNotes(conversations, { ticketId, answeredAt }));
    if (notes.length === 0) return { entries: [], nextPage: null };
    const { ticket } = await this.#readTicket(ticketId, signal);
    return { entries: historyEntries(notes, ticket), nextPage: null };
  }

  /** May be repeated whatever became of it: see `writeVerdict`. */
  write(ticketId: string, write: TicketWrite, signal?: AbortSignal): Promise<void> {
    return writeVerdict(this.#client, { ticketId: numeric(ticketId), write }, signal);
  }

  /** An agent who does not see all tickets may list, and would miss tickets in silence. */
  async whoAmI(signal?: AbortSignal): Promise<PlatformIdentity> {
    const request = { method: 'GET', route: '/api/v2/agents/me', schema: currentAgentAnswer } as const;
    const { id, ticket_scope: scope } = (await this.#client.send(request, signal)).value;
    const { limit: perMinute, remaining } = this.#rateLimit ?? {};
    return {
      userId: id,
      role: `agent with ${SCOPES[scope ?? 0] ?? 'unknown'} access`,
      canList: scope === GLOBAL_SCOPE,
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

  async #readTicket(
    ticketId: string,
    signal?: AbortSignal,
  ): Promise<{ ticket: WireTicket; answeredAt: string }> {
    const { value: ticket, answeredAt } = await this.#client.send(
      {
        method: 'GET',
        route: TICKET_ROUTE,
        id: numeric(ticketId),
        query: { include: 'requester' },
        schema: ticketAnswer,
      },
      signal,
    );
    this.#firstMessages.set(ticketId, ticket);
    if (ticket.requester && ticket.requester_id)
      this.#people.remember(`contacts/${ticket.requester_id}`, ticket.requester);
    return { ticket, answeredAt };
  }

  /** The latest part: the last hundred, of the last two pages. */
  async #readPart(
    ticketId: string,
    part: ConversationPart,
    signal?: AbortSignal,
  ): Promise<{ conversations: WireConversation[]; answeredAt: string; truncated: boolean }> {
    if (part === 'start') {
      const { conversations, answeredAt, hasNextPage } = await readConversationPage(
        this.#client,
        { ticketId },
        signal,
      );
      return { conversations, answeredAt, truncated: hasNextPage };
    }
    let latest: WireConversation[] = [];
    let answeredAt = '';
    for await (const page of conversationPages(this.#client, { ticketId }, signal)) {
      latest = [...latest, ...page.conversations].slice(-LARGEST_PAGE);
      ({ answeredAt } = page);
    }
    return { conversations: latest, answeredAt, truncated: true };
  }
}

/** Where a line stands in the listing; null when it does not say. */
function listedChange(line: unknown): ListedChange | null {
  const { data } = listedTime.safeParse(line);
  if (data === undefined) return null;
  const ticketId = data.id && TICKET_NUMBER.test(data.id) ? data.id : null;
  return { ticketId, changedAtS: Math.floor(Date.parse(data.updated_at) / 1000) };
}

function numeric(ticketId: string): string {
  if (!TICKET_NUMBER.test(ticketId)) throw errorFromTicketId(ticketId);
  return ticketId;
}
