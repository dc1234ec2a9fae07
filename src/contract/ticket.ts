import type { BulkMail } from '../domain/bulk-mail/signs.js';
import type { Confidence, Usage, Verdict, VerdictSource } from '../domain/verdict.js';
import type { MergeDecision, WriteRecord, WriteChanges } from '../domain/merge.js';
import type { RedactedTicket, FilteredBy, TicketState } from '../domain/ticket.js';
import type { RedactionCounts } from '../domain/redaction/types.js';
import type { PlatformName } from './names.js';

/** Why a ticket workflow runs: a scan found it, a webhook reported it, a person asked. */
export interface ProcessTicketInput {
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  reason: string;
  /** Everything but the write, whatever the tenant's policy says. */
  dryRun?: boolean;
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
  /** When a customer wrote last, ISO 8601, as far as this part tells. Absent: nobody did. */
  customerMessageAt?: string;
}

/** The changes of a verdict on a ticket, made or (dry run) not made. */
export interface WriteSummary extends MergeDecision {
  note: string;
  /** On the ticket as it was read. Absent where a worker of before 2026-11-23 decided. */
  changes?: WriteChanges;
}

export type SkipReason =
  'deleted' | 'closed' | 'unwantedStatus' | 'leftOut' | 'notFound' | 'forbidden' | 'rejected' | 'bulkMail';

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
  | ({ kind: 'unchanged'; source: null; analysis: null; why: string } & PaidInVain)
  | ({ kind: 'skipped'; source: null; analysis: null; why: SkipReason } & PaidInVain & SkippedBulkMail);

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
