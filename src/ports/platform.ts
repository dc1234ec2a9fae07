import type { Conversation, Priority, TicketListing, TicketState } from '../domain/ticket.js';
import type { HistoryEntry } from '../domain/history.js';
import type { WriteRecord } from '../domain/merge.js';
import type { Refusal } from '../domain/refusal.js';

/** Where a listing begins: at a cursor the platform gave, or at a time. */
export type ListFrom = { cursor: string } | { startTime: string };

/** Which part of a conversation: its beginning (first page), or its latest page. */
export type ConversationPart = 'start' | 'latest';

/**
 * One safe write: everything in it is applied together, or nothing is. Where a platform cannot do that, a write that
 * was begun is found and finished by repeating it.
 */
export interface TicketWrite {
  /** The full tag list after the write. */
  tags: string[];
  /** Absent: the priority stays as it is. */
  priority?: Priority;
  /** Body of one private comment, plain text. */
  note: string;
  /** Kept by the platform in the ticket's audit of this write, and found again by `readHistory`. */
  record: WriteRecord;
  /** The `updatedAt` the decision was based on; the platform refuses the write when it is out of date. */
  expectedUpdatedAt: string;
}

/** One page of the ticket's history, oldest first, reduced to what merging needs. */
export interface HistoryPage {
  entries: HistoryEntry[];
  /** Where the next page begins; null at the end. */
  nextPage: string | null;
}

/**
 * A condition of a business rule, as far as it matters for what we write: tags, a priority where there was none, one
 * internal note. `words` says the whole condition as a person reads it.
 *
 * - `tags`: the ticket has any, or none, of these. `priority`: it is one of these; null is none.
 * - `priorityChange`: the update changes the priority from one of the first to one of the second.
 * - `note`: the update brings an internal note. `otherUpdate`: it is one that ours never is, such as a new ticket, a
 *   public reply, or a change of another field.
 * - `ticket`: something else about the ticket, which may hold or not.
 */
export type RuleCondition = { words: string } & (
  | { about: 'tags'; has: 'anyOf' | 'noneOf'; tags: string[] }
  | { about: 'priority'; oneOf: (Priority | null)[] }
  | { about: 'priorityChange'; from: (Priority | null)[]; to: (Priority | null)[] }
  | { about: 'note' | 'otherUpdate' | 'ticket' }
);

/** Something that the platform does by itself: with an update (`trigger`), or from time to time (`automation`). */
export interface BusinessRule {
  ruleId: string;
  kind: 'trigger' | 'automation';
  title: string;
  /** All of them must hold. */
  all: RuleCondition[];
  /** One of them must hold, where there are any. */
  any: RuleCondition[];
}

/** A field of the account's tickets, as far as it may keep us from writing. */
export interface TicketField {
  fieldId: string;
  /** As the account calls it. */
  title: string;
  active: boolean;
  /** Whether agents have to fill it in where it may be empty: to solve a ticket, or whatever they change. */
  required: 'never' | 'toSolve' | 'always';
  /** What can be chosen; of the priority only. */
  priorities?: Priority[];
}

/** Who we are at the platform. */
export interface PlatformIdentity {
  userId: string;
  role: string;
  /** False when the role may not list changes. */
  canList: boolean;
  /** The account's limit on requests, as the platform's latest answer told it; absent when none did. */
  requestLimit?: { perMinute: number; remaining: number };
}

/**
 * What the application needs from a help desk. Every method makes one request where the platform allows it,
 * never retries by itself, obeys `signal`, and throws `PlatformError`.
 */
export interface TicketPlatform {
  /** The platform's own word for the listing of changes, oldest first. */
  listChanges(from: ListFrom, signal?: AbortSignal): Promise<TicketListing>;
  readTicket(ticketId: string, signal?: AbortSignal): Promise<TicketState>;
  /**
   * The conversation with the people on it. `peopleIds` are those `readTicket` named: whoever is not in the
   * conversation itself is looked up, which costs a further request.
   */
  readConversation(
    ticketId: string,
    options: { part: ConversationPart; peopleIds: readonly string[] },
    signal?: AbortSignal,
  ): Promise<Conversation>;
  readHistory(ticketId: string, page: string | null, signal?: AbortSignal): Promise<HistoryPage>;
  /** @throws {PlatformError} kind `conflict` when the ticket changed since `expectedUpdatedAt`. */
  write(ticketId: string, write: TicketWrite, signal?: AbortSignal): Promise<void>;
  /** Who we are there; proves address and credentials. */
  whoAmI(signal?: AbortSignal): Promise<PlatformIdentity>;
  /** Every active business rule of the account. One request for each page of them. */
  listBusinessRules(signal?: AbortSignal): Promise<BusinessRule[]>;
  /** Every ticket field of the account. One request for each page of them. */
  listTicketFields(signal?: AbortSignal): Promise<TicketField[]>;
}

/**
 * What went wrong at the platform, sorted by what can be done about it.
 *
 * - `rateLimited`: 429; nothing was applied; wait `retryAfterMs`.
 * - `unavailable`: the request never reached the application (refused, DNS, 503 with Retry-After), a read failed (5xx,
 *   time-out), or a write did that looks for itself before it is repeated.
 * - `uncertain`: a write whose outcome is unknown (time-out, reset or 5xx after it was sent); look before repeating.
 * - `unauthorized`: 401; credentials must be mended.
 * - `forbidden`: 403. `notFound`: 404 or 410. `conflict`: 409 on a conditional write, nothing applied.
 * - `invalid`: 400 or 422, or a ticket that takes no more updates; repeating cannot help.
 * - `protocol`: an answer we cannot read (HTML maintenance page, other shape).
 * - `tooLarge`: an answer larger than we read. It may be a passing fault of the server's; a ticket that is so large stays so.
 */
export type PlatformErrorKind =
  | 'rateLimited'
  | 'unavailable'
  | 'uncertain'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'invalid'
  | 'protocol'
  | 'tooLarge';

/** Thrown by every platform adapter. The message names request and outcome; never ticket text or secrets. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  readonly kind: PlatformErrorKind;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** How long the platform asked us to wait, milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** What the platform says of its refusal; of kind `invalid` only. */
  readonly refusal: Refusal | undefined;

  constructor(
    message: string,
    options: {
      kind: PlatformErrorKind;
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      refusal?: Refusal | undefined;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.kind = options.kind;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.refusal = options.refusal;
  }
}

/** Finds the tickets of one person, as far as the help desk still has them. */
export interface RequesterTickets {
  /** IDs of the tickets that the person asked for help with, archived ones too. @throws {PlatformError} */
  find(requester: string): Promise<string[]>;
}
