import type { PlatformName } from '../contract/names.js';
import type { RefusedPriority, WhyRejected } from '../contract/ticket.js';
import type { RedactionCounts } from '../domain/redaction/types.js';
import type { Priority } from '../domain/ticket.js';
import type { TakenOff } from '../domain/merge.js';
import type { OutcomeVerdict, OutcomeKind } from '../contract/outcome.js';

/** What a verdict said and who gave it: labels, never the summary. */
export interface AuditedVerdict extends OutcomeVerdict {
  /** Names the write in the help desk's own record, and the note. */
  verdictId: string;
  /** SHA-256 of what the model saw: the redacted ticket. */
  inputHash: string;
  /** How many values of each type were removed before the model saw the ticket. */
  removed: RedactionCounts;
}

/** What people see of a verdict in the help desk. `dryRun`: what they would have seen. */
export interface AuditedWrite {
  /** Our own tags on the ticket; those of others are not named. */
  tags: string[];
  /** Null: left as it was. */
  priority: Priority | null;
  /** An internal note with the verdict's labels and its ID. */
  note: boolean;
  /** The priority that the help desk did not take, and what it said. */
  refusedPriority?: RefusedPriority;
}

/** One round of one ticket run: who asked, what was found, what was written. No ticket text and nobody's name. */
export interface TicketEntry {
  kind: 'ticket';
  /** `runId/round`. A round that was written down twice is one. */
  id: string;
  /** When it ended, ISO 8601. */
  at: string;
  startedAt: string;
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  workflowId: string;
  runId: string;
  round: number;
  /** Who or what asked: `scan`, `webhook`, `upgrade`, or what a person gave as reason, cut to 100 characters. */
  askedBy: string;
  outcome: OutcomeKind;
  /** Why nothing was written, or the failure type. */
  why: string | null;
  /** What the help desk said of a write that it takes not at all: codes and names of fields, none of its sentences. */
  refusal?: WhyRejected;
  /** What takes our tag off, where a ticket was left alone because of it. */
  undone?: TakenOff;
  verdict: AuditedVerdict | null;
  write: AuditedWrite | null;
  inputTokens: number;
  outputTokens: number;
  /** Millionths of a USD. */
  costMicroUsd: number;
}

/** Somebody's tickets were erased from our own records. It names neither the person nor the tickets. */
export interface ErasureEntry {
  kind: 'erasure';
  id: string;
  at: string;
  tenant: string;
  /** The request's number in the records of whoever asked, such as `DSR-2026-17`. */
  reference: string;
  /** The operating system's user and host that ran the command. */
  by: string;
  /** How many. */
  tickets: number;
  /** Runs that Temporal still knew. */
  runs: number;
  /** The lines of audit files that were replaced, by file. */
  lines: Record<string, number[]>;
}

export type AuditEntry = TicketEntry | ErasureEntry;

/** The append-only record of what was done with tickets. */
export interface AuditLog {
  /**
   * Resolves when the entry is on the disk. An ID that this process has written is not written again; another process
   * may, and readers count it once.
   * @throws {AuditUnwritableError}
   */
  append(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

/** The audit log cannot be written: a full disk, a folder that may not be written to. Worth trying again. */
export class AuditUnwritableError extends Error {
  override readonly name = 'AuditUnwritableError';
}
