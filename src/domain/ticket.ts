/** Our words for a help desk ticket. No vendor field names: adapters translate. */

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const TICKET_STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** One line of the platform's change listing: enough to decide whether a ticket is wanted, no text. */
export interface ListedTicket {
  ticketId: string;
  status: TicketStatus;
  tags: string[];
  /** ISO 8601, UTC. */
  updatedAt: string;
}

/** One page of changes. `cursor` is where the next page, or the next scan, begins. */
export interface TicketListing {
  tickets: ListedTicket[];
  cursor: string;
  /** The platform has no more changes for now. */
  endOfStream: boolean;
}

/** What decides and merges about a ticket. Holds no text of the ticket and nobody's name. */
export interface TicketState {
  ticketId: string;
  status: TicketStatus;
  tags: string[];
  priority: Priority | null;
  /** ISO 8601 of the ticket's last update: the condition of the write. */
  updatedAt: string;
  /**
   * The platform's clock when it answered, ISO 8601. A stamp of one-second resolution
   * is a safe condition only when this is at least 2 s past `updatedAt`.
   */
  readAt: string;
  /** SHA-256, hex, of subject and description as the platform stores them. */
  contentHash: string;
  /** The platform's user IDs of everybody on the ticket: requester, assignee, copied people. */
  peopleIds: string[];
}

export type MessageAuthor = 'customer' | 'agent';

/** One message of a conversation, oldest first, plain text. */
export interface Message {
  author: MessageAuthor;
  public: boolean;
  /** ISO 8601. */
  createdAt: string;
  text: string;
  attachmentNames: string[];
}

/** Somebody on the ticket, as the platform knows them: what redaction masks first and exactly. */
export interface Person {
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** Raw conversation. Lives in the memory of one activity and is never an input, result, log or error. */
export interface Conversation {
  subject: string;
  messages: Message[];
  people: Person[];
  /** More messages than one page holds; the rest is read with part `latest`. */
  truncated: boolean;
}
