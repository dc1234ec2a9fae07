/**
 * Statuses in the vendor's numbers. The first four are every account's; 6 and 7 are states of this account's own, which
 * accounts usually have.
 */
export const STATUS = {
  open: 2,
  pending: 3,
  resolved: 4,
  closed: 5,
  waitingOnCustomer: 6,
  waitingOnThirdParty: 7,
} as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];

/** Priorities in the vendor's numbers. A ticket always has one: nobody chose `low`, it is where tickets begin. */
export const PRIORITY = { low: 1, medium: 2, high: 3, urgent: 4 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** How a ticket came in, in the vendor's numbers. */
export const SOURCE = { email: 1, portal: 2, chat: 7, feedbackWidget: 9 } as const;
export type Source = (typeof SOURCE)[keyof typeof SOURCE];

export const TICKET_TYPES = ['Question', 'Incident', 'Problem', 'Feature Request', 'Refund'] as const;
export type TicketType = (typeof TICKET_TYPES)[number];

/** The account's own ticket fields. */
export const CUSTOM_FIELDS = ['cf_plan', 'cf_region'] as const;
export type CustomFields = Record<(typeof CUSTOM_FIELDS)[number], string | null>;

/** The fields that changes can set. */
export interface MutableFields {
  status: Status;
  priority: Priority;
  type: TicketType | null;
  tags: readonly string[];
  responder_id: number | null;
  group_id: number | null;
  subject: string;
  custom_fields: CustomFields;
  spam: boolean;
  deleted: boolean;
}

/** A reply or a note on a ticket. */
export interface Conversation {
  id: number;
  /** Unix seconds. */
  at: number;
  userId: number;
  kind: 'reply' | 'note';
  /** From the customer. */
  incoming: boolean;
  private: boolean;
  html: string;
  text: string;
}

/** One change of one ticket: what is journaled, and what is replayed at the next start. */
export interface TicketChange {
  ticketId: number;
  /** `api`: the integration's own writes; `person`: an agent or the requester. */
  by: 'api' | 'person';
  /** Unix seconds. */
  at: number;
  set: Partial<MutableFields>;
  conversations: Conversation[];
}

/** What the ledger knows about the writes on a ticket. */
export interface TicketMarks {
  /** Updates by the API that changed something; notes are counted apart. */
  writes: number;
  aiComments: number;
  notes: string[];
  lostForeignTags: string[];
  /** Times an API update changed a priority that a person had set. */
  overwrittenPriorities: number;
}

/** A contact who came with a ticket of the control surface. */
export interface CreatedContact {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
}

/** A ticket of the control surface, complete enough to be replayed. */
export interface CreatedTicket {
  id: number;
  /** Unix seconds. */
  at: number;
  subject: string;
  html: string;
  text: string;
  status: Status;
  priority: Priority;
  tags: string[];
  spam: boolean;
  deleted: boolean;
  requester: CreatedContact;
  /** Absent: the portal. */
  source?: number;
  attachments?: string[];
  conversations?: Conversation[];
}

/** A ticket as kept in memory. Texts of seeded tickets are made anew whenever they are asked for. */
export interface TicketRecord extends Omit<MutableFields, 'subject'> {
  id: number;
  /** Index in the seed, or null for a ticket that came through the control surface. */
  seedIndex: number | null;
  /** Null for a seeded ticket. */
  created: CreatedTicket | null;
  /** Null: as it was at first. */
  subject: string | null;
  requesterId: number;
  /** Unix seconds. */
  createdAt: number;
  updatedAt: number;
  /** Unix seconds of the latest change of status. */
  statusAt: number;
  /** Its place among the changes of one second. */
  updateNumber: number;
  /** Conversations after those of the seed; null when there are none. */
  later: Conversation[] | null;
  /** Tags on the ticket that somebody else than the integration put there. */
  foreignTags: readonly string[];
  personPriority: boolean;
  marks: TicketMarks | null;
}

/** A note that its author wrote anew. */
export interface NoteEdit {
  ticketId: number;
  noteId: number;
  html: string;
  text: string;
}

/** One line of the journal. A line is applied completely or, when a crash tore it, not at all. */
export type JournalEntry =
  | {
      kind: 'world';
      version: 1;
      seed: number;
      tickets: number;
      distinctTickets: boolean;
      startedAtMs: number;
    }
  | { kind: 'tickets'; created: CreatedTicket[] }
  | { kind: 'change'; change: TicketChange }
  | { kind: 'noteEdit'; edit: NoteEdit };
