import type { KeyedRequest } from '../domain/requests.js';
import type { BulkMail } from '../domain/bulk-mail/signs.js';
import type { Confidence, Usage, Verdict, VerdictSource } from '../domain/verdict.js';
import type { MergeDecision, WriteRecord, WriteChanges, TakenOff } from '../domain/merge.js';
import type { RedactedTicket, FilteredBy, Priority, TicketState } from '../domain/ticket.js';
import type { RedactionCounts } from '../domain/redaction/types.js';
import type { Refusal } from '../domain/refusal.js';
import type { FailureType } from './failures.js';
import type { PlatformName } from './names.js';

/** Why a ticket workflow runs: a scan found it, a webhook reported it, a person asked. */
export interface ProcessTicketInput {
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  reason: string;
  /** Everything but the write, whatever the tenant's policy says. */
  dryRun?: boolean;
  /** Set by continue-as-new only. */
  resume?: TicketRunResume;
}

/** What a round has come to so far. */
export interface RoundProgress {
  startedAtMs: number;
  /** What it is asked for; empty when it runs because the ticket is new, or is said to have changed. */
  serving: KeyedRequest[];
  /** Milliseconds that it has waited for a customer to finish, which is no work of ours. */
  waitedMs: number;
  /** What it has paid the model for, in vain or not. */
  spent: Usage;
  /** The latest analysis, and the hash of the redacted conversation it is about: paid for once. */
  judged: { inputHash: string; analysis: Analysis } | null;
  /** How the round ends if its latest write turns out to have been applied. */
  tried: TriageOutcome | null;
  /** Milliseconds before it looks at the ticket again. */
  pauseMs: number;
}

/**
 * Everything a ticket run knows: plain JSON, so that the run can continue as new at any time. No ticket text but the
 * verdict's summary.
 */
export interface TicketRunResume {
  /** Verdict IDs begin with it: the first run's ID, so that a write is recognised by the runs that follow. */
  verdictIdBase: string;
  /** Why the present round runs. */
  reason: string;
  /** The present round, from 1; 0 before the first. */
  round: number;
  isRoundOpen: boolean;
  present: RoundProgress;
  /** Requests that no round has taken yet, oldest first. */
  requests: KeyedRequest[];
  /** Keys of the latest requests, whatever became of them: one with such a key is the same one, delivered again. */
  seenKeys: string[];
  /** Who told of a change that nobody has looked at; null: nobody did. */
  changeToldBy: string | null;
  /** Writes that were refused because somebody had edited the ticket meanwhile. */
  conflicts: number;
  /** Writes whose answer was lost. */
  uncertainWrites: number;
  lastFailure: string | null;
  /** The latest outcome that somebody asked for or that wrote, with its rendering: the run's result. */
  told: { result: ProcessTicketResult; details: string } | null;
}

/** What an ended run left undone, handed to the run that takes its place. */
export interface LeftUndone {
  /** Why that run looks at the ticket where nobody asked for more. */
  reason: string;
  requests: KeyedRequest[];
}

/** Tells a run that its ticket changed. Asks nothing: the run looks, as it does at a new ticket. */
export interface TicketChange {
  /** Who tells: `webhook`. */
  reason: string;
}

/** What `analyzeTicket` or `fallbackAnalysis` found, and how. */
export interface Analysis {
  verdict: Verdict;
  source: VerdictSource;
  /** The model that answered, or `rules`. */
  model: string;
  /** Version of the prompt, or of the rules. */
  promptVersion: string;
  usage: Usage;
  /** Hash of the redacted input. */
  inputHash: string;
  /** Why the rules decided: a failure type of the model call. */
  fallbackReason?: string;
  /** Which rules fired, strongest first. */
  firedRules?: string[];
  /** How sure the model is; only where the tenant has a threshold. */
  confidence?: Confidence;
  /** The tenant's threshold, where the verdict is below it or nothing tells: the priority is left alone. */
  belowConfidence?: number;
  /** The tag of the verdict's category. */
  categoryTag?: string;
}

/** What `redactTicket` found a ticket to be, and what the tenant wants done with it. */
export interface FoundBulkMail extends BulkMail {
  way: 'skip' | 'tag';
}

/** `redactTicket`'s answer. */
export interface RedactedConversation {
  ticket: RedactedTicket;
  /** There is more of it than one page holds. */
  truncated: boolean;
  /** Absent: it is none, or the tenant treats it as any other ticket. */
  bulkMail?: FoundBulkMail;
  /** Nobody's words are in this part: a verdict on it would be made up. Absent: somebody's are. */
  nothingToRead?: true;
  /** When a customer wrote last, ISO 8601, as far as this part tells. Absent: nobody did. */
  customerMessageAt?: string;
  /** A note of ours is in this part: the ticket had a verdict before, whatever its tags say. */
  hasOurNote?: true;
}

/** The changes of a verdict on a ticket, made or (dry run) not made. */
export interface WriteSummary extends MergeDecision {
  note: string;
  /** So many more tags are on the ticket and stay there: `tags` are those that decided. Absent: `tags` are all. */
  otherTags?: number;
  /** On the ticket as it was read. */
  changes: WriteChanges;
  /** The priority that the help desk did not take: all the rest was written without it. */
  refusedPriority?: RefusedPriority;
}

/** Why the help desk takes no write, as the result of a run says it: codes and names of fields, none of its sentences. */
export interface WhyRejected extends Omit<Refusal, 'mayBePriority'> {
  /** As docs/errors.md lists it. */
  failureType: FailureType;
}

export interface RefusedPriority extends WhyRejected {
  priority: Priority;
}

export type SkipReason =
  | 'deleted'
  | 'closed'
  | 'unwantedStatus'
  | 'leftOut'
  | 'notFound'
  | 'forbidden'
  | 'rejected'
  | 'bulkMail'
  | 'tooCostly'
  /** An answer of the help desk about it, or what we would keep of it, is larger than we handle. */
  | 'tooLarge'
  /** No words of a customer, or for one, can be had: a call without a transcript, an empty message, a chat elsewhere. */
  | 'nothingToRead';

interface Judged {
  source: VerdictSource;
  analysis: Verdict;
  model: string;
  promptVersion: string;
  fallbackReason?: string;
  confidence?: Confidence;
  verdictId: string;
  inputHash: string;
  removed: RedactionCounts;
  usage: Usage;
}

interface PaidInVain {
  /** Absent: the model was not paid. */
  usage?: Usage;
}

/** What a skipped ticket was recognised as; `write` where the tenant wants it tagged. */
interface SkippedBulkMail {
  bulkMail?: BulkMail;
  write?: WriteSummary;
  verdictId?: string;
}

/** How a round ended, and from what. */
export type TriageOutcome =
  | ({ kind: 'updated' | 'dryRun'; write: WriteSummary } & Judged)
  | ({ kind: 'unchanged'; source: null; analysis: null; why: string; undone?: TakenOff } & PaidInVain)
  | ({ kind: 'skipped'; source: null; analysis: null; why: SkipReason; refusal?: WhyRejected } & PaidInVain &
      SkippedBulkMail);

/** Result of a ticket run: its last round. */
export type ProcessTicketResult = TriageOutcome & {
  ticketId: string;
  reason: string;
  /** Of this round, without the time it waited for a customer to finish. */
  latencyMs: number;
  /** From 1; the last one of the run. */
  round: number;
};

export type TicketOutcome = ProcessTicketResult['kind'];

/** Answer of the `state` query. */
export interface TicketRunState {
  step: string;
  reason: string;
  rounds: number;
  conflicts: number;
  uncertainWrites: number;
  pendingRequests: number;
  lastFailure: string | null;
  analysis: Verdict | null;
  source: VerdictSource | null;
}

/** `fetchTicket`'s answer. */
export type FetchedTicket = Omit<TicketState, 'place'> & {
  /** So many more tags are on the ticket, none of them ours: too many to travel. Absent: `tags` are all. */
  otherTags?: number;
  /** False when the tenant does not triage tickets of this status, or leaves this one out. */
  wanted: boolean;
  /** Which of the tenant's choices leaves it out. */
  leftOutBy?: FilteredBy;
  /** Queue of the process that read it, which remembers what may not travel: subject and people. */
  readBy?: string;
  /** A tag of the tenant's categories is on it. */
  hasCategoryTag?: true;
  /** The tenant waits until the customer has written nothing for so long, 1 to 3600. Absent: it does not wait. */
  settleSeconds?: number;
  /** The tenant wants a new verdict when a customer replies after ours. */
  reanalyzesReplies?: true;
};

export interface MergeUpdateInput {
  tenant: string;
  ticketId: string;
  /** Nothing is written, also where the tenant's policy would. */
  dryRun: boolean;
  /** The stamp the decision was based on: the condition of the write. */
  expectedUpdatedAt: string;
  write: WriteSummary;
  record: WriteRecord;
  /** The round, as it is recorded if the write turns out to have been applied and its run cannot tell any more. */
  round: TriedRound;
}

/** A round whose end is not known, but for the write itself, which stands beside it. */
export interface TriedRound {
  round: number;
  reason: string;
  /** ISO 8601. */
  startedAt: string;
  /** Without `write`. */
  outcome: Record<string, unknown>;
}

/** `conflict`: the ticket changed since it was read, nothing was written. */
export interface MergeUpdateResult {
  kind: 'updated' | 'dryRun' | 'conflict';
}

export interface AnalyzeTicketInput {
  tenant: string;
  ticket: RedactedTicket;
  /** A person asked for another look: the verdict on an equal ticket will not do. */
  fresh?: boolean;
}

/** One ticket run as the server knows it; `open` while it runs. */
export type TicketRunStatus =
  | { ticketId: string; status: 'open' | 'failed' }
  | {
      ticketId: string;
      status: 'done';
      kind: TicketOutcome;
      source: VerdictSource | null;
      /** Why nothing was written. */
      why?: string;
      /** Absent: the model was not paid. */
      costUsd?: number;
    };
