/** How something came in, in the vendor's words. */
export interface Via {
  channel: string;
  source: { from: Record<string, unknown>; to: Record<string, unknown>; rel: string | null };
}

export interface Attachment {
  url: string;
  id: number;
  file_name: string;
  content_url: string;
  mapped_content_url: string;
  content_type: string;
  size: number;
  width: string | null;
  height: string | null;
  inline: boolean;
  deleted: boolean;
  malware_access_override: boolean;
  malware_scan_result: string;
  thumbnails: unknown[];
}

export interface CommentEvent {
  id: number;
  type: 'Comment';
  author_id: number;
  body: string;
  html_body: string;
  plain_body: string;
  public: boolean;
  attachments: Attachment[];
  audit_id: number;
}

/** A call: what it says of itself, and what was said in it. */
export interface VoiceCommentEvent extends Omit<CommentEvent, 'type'> {
  type: 'VoiceComment';
  data: Record<string, unknown>;
}

/** A chat as audits keep it. */
export interface ChatEvent {
  id: number;
  type: 'ChatStartedEvent';
  value: { chat_id: string; visitor_id: string; history: Record<string, unknown>[] };
}

/** One message of a messaging channel, as the conversation log has it. */
export interface LogEvent {
  id: string;
  type: string;
  reference: string;
  created_at: string;
  author: Record<string, unknown>;
  content: Record<string, unknown>;
  attachments: unknown[];
  metadata: Record<string, unknown>;
}

export interface FieldEvent {
  id: number;
  type: 'Create' | 'Change';
  /** Only where it is another than the audit's. */
  via?: Via;
  value: unknown;
  field_name: string;
  /** Present on changes only. */
  previous_value?: unknown;
}

export interface NotificationEvent {
  id: number;
  type: 'Notification';
  via: Via;
  subject: string;
  body: string;
  recipients: number[];
}

export type AuditEvent = CommentEvent | VoiceCommentEvent | ChatEvent | FieldEvent | NotificationEvent;

/** One entry of a ticket's history, exactly as the vendor sends it. */
export interface Audit {
  id: number;
  ticket_id: number;
  created_at: string;
  author_id: number;
  metadata: { system: Record<string, unknown>; custom: Record<string, unknown> };
  events: AuditEvent[];
  via: Via;
}

/** Statuses in the vendor's words; `deleted` shows in the export only. */
export const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted'] as const;
export type Status = (typeof STATUSES)[number];

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const TICKET_TYPES = ['problem', 'incident', 'question', 'task'] as const;
export type TicketType = (typeof TICKET_TYPES)[number];

/** The fields that updates can change. */
export interface MutableFields {
  status: Status;
  priority: Priority | null;
  type: TicketType | null;
  tags: readonly string[];
  assignee_id: number | null;
  group_id: number | null;
  subject: string;
}

/** One change of one ticket: what is journaled, and what is replayed at the next start. */
export interface TicketChange {
  ticketId: number;
  /** `api`: the integration's own writes; `agent`: a person in the help desk. */
  by: 'api' | 'agent';
  /** Unix seconds. */
  at: number;
  set: Partial<MutableFields>;
  /** What triggers made of it, after `set`. */
  byRules?: Partial<MutableFields>;
  audit: Audit;
}

/** What the ledger knows about the writes on a ticket. */
export interface TicketMarks {
  writes: number;
  aiComments: number;
  notes: string[];
  lostForeignTags: string[];
  /** Times an API write changed a priority that a person had set. */
  overwrittenPriorities: number;
}

/** A ticket as kept in memory. Texts of seeded tickets are made anew whenever they are asked for. */
export interface TicketRecord extends Omit<MutableFields, 'subject'> {
  id: number;
  /** Index in the seed, or null for a ticket that came through the control surface. */
  seedIndex: number | null;
  /** Null: as the seed has it. */
  subject: string | null;
  requesterId: number;
  /** Unix seconds. */
  createdAt: number;
  updatedAt: number;
  /** Unix seconds of the ticket's place in the export. */
  generatedAt: number;
  /** Index of its latest entry in the export. */
  streamPosition: number;
  /** Audits after those of the seed; null when there are none. */
  laterAudits: Audit[] | null;
  /** What was said in a messaging channel; absent on other tickets. */
  log?: LogEvent[];
  /** Tags on the ticket that somebody else than the integration put there. */
  foreignTags: readonly string[];
  personPriority: boolean;
  marks: TicketMarks | null;
}

/** A user who came with a ticket of the control surface. */
export interface CreatedUser {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
}

/** A ticket of the control surface, complete enough to be replayed. */
export interface CreatedTicket {
  id: number;
  at: number;
  subject: string;
  status: Status;
  priority: Priority | null;
  tags: string[];
  requester: CreatedUser;
  audit: Audit;
  /** Audits of further comments. */
  further?: Audit[];
  log?: LogEvent[];
}

/** A batch of updates that was accepted, to be applied in the background. */
export interface AcceptedJob {
  id: string;
  at: number;
  client: string;
  updates: Record<string, unknown>[];
}

/** The outcome of one item of a batch, in the vendor's words. */
export interface JobResult {
  id: number;
  action: 'update';
  status: string;
  success: boolean;
  error?: string;
  details?: string;
}

/** One line of the journal. A line is applied completely or, when a crash tore it, not at all. */
export type JournalEntry =
  | {
      kind: 'world';
      version: 1;
      seed: number;
      tickets: number;
      /** Absent in worlds from before there was a choice: false. */
      distinctTickets?: boolean;
      startedAtMs: number;
    }
  | { kind: 'tickets'; created: CreatedTicket[] }
  | { kind: 'change'; change: TicketChange }
  | { kind: 'job'; job: AcceptedJob }
  | { kind: 'jobDone'; jobId: string; at: number; changes: TicketChange[]; results: JobResult[] };
