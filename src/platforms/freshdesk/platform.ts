import type { Conversation, TicketListing, TicketState } from '../../domain/ticket.js';
import type {
  BusinessRule,
  ConversationPart,
  HistoryPage,
  ListFrom,
  PlatformIdentity,
  TicketPlatform,
  TicketWrite,
} from '../../ports/platform.js';
import { LRUCache } from 'lru-cache';
import { announcedNotes, historyEntries, type AnnouncedNote } from './marker.js';
import { listBusinessRules } from './rules.js';
import { FreshdeskClient, type FreshdeskOptions, type FreshdeskResponseInfo } from './client.js';
import {
  conversationPages,
  LARGEST_PAGE,
  readConversationPage,
  toConversation,
  type FirstMessage,
} from './to-conversation.js';
import { errorFromTicketId } from './errors.js';
import { cursorOf, listingPosition, positionAfter, sinceTime, wasSeen } from './listing.js';
import { PeopleDirectory } from './people.js';
import { toListedTicket, toTicketState } from './to-domain.js';
import {
  currentAgentAnswer,
  ticketAnswer,
  ticketsAnswer,
  type WireConversation,
  type WireTicket,
} from './wire.js';
import { writeVerdict } from './write.js';

const TICKET_ROUTE = '/api/v2/tickets/{id}';
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

  async listChanges(from: ListFrom, signal?: AbortSignal): Promise<TicketListing> {
    const position = listingPosition(from);
    const query = {
      ...{ updated_since: sinceTime(position), order_by: 'updated_at', order_type: 'asc' },
      ...{ per_page: String(LARGEST_PAGE), page: String(position.page) },
    };
    const request = { method: 'GET', route: '/api/v2/tickets', query, schema: ticketsAnswer } as const;
    const { value, hasNextPage } = await this.#client.send(request, signal);
    const changes = value.map((ticket) => ({
      ticket,
      ticketId: ticket.id,
      changedAtS: Math.floor(Date.parse(ticket.updated_at) / 1000),
    }));
    const hasMore = hasNextPage || value.length >= LARGEST_PAGE;
    const next = positionAfter(position, { changes, hasMore });
    return {
      tickets: changes
        .filter((change) => !wasSeen(position, change))
        .map(({ ticket }) => toListedTicket(ticket)),
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

function numeric(ticketId: string): string {
  if (!/^[1-9]\d{0,18}$/.test(ticketId)) throw errorFromTicketId(ticketId);
  return ticketId;
}
