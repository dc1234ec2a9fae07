/**
 * What client, worker and workflows agree on: names, inputs and results (INTERFACE section 3).
 * Everything here is plain JSON and free of ticket text.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { DeskRequest, ReprocessRequest, TicketFilter } from './domain/desk-request.js';
import type { MergeDecision, WriteRecord } from './domain/merge.js';
import type { RedactedTicket } from './domain/redacted-ticket.js';
import type { RedactionCounts } from './domain/redaction/types.js';
import type { TicketState } from './domain/ticket.js';
import type { Usage, Verdict, VerdictSource } from './domain/verdict.js';

export type { DeskRequest, ReprocessRequest, TicketFilter };

/** Workflows, and the activities that ask no outside service. */
export const TICKETS_QUEUE = 'tickets';

/**
 * Queues whose rate the Temporal server limits for all workers together: one per tenant and outside service.
 * Reads and updates are apart because the platform counts them apart, and so is the listing.
 */
export const serviceQueues = (tenant: string) => ({
  listing: `platform-listing-${tenant}`,
  reads: `platform-reads-${tenant}`,
  updates: `platform-updates-${tenant}`,
  model: `model-${tenant}`,
});

/** The queue of one worker process alone, for a step that needs what that process has in memory. */
export const processQueue = (processId: string): string => `process-${processId}`;

/** One workflow a ticket, whoever asks: the ID is the lock. */
export const ticketWorkflowId = (tenant: string, platform: string, ticketId: string): string =>
  `ticket-${tenant}-${platform}-${ticketId}`;

/** A dry run never writes, so it needs no lock, and must not hold the ticket's. */
export const dryRunWorkflowId = (tenant: string, platform: string, ticketId: string): string =>
  `dry-run-${ticketWorkflowId(tenant, platform, ticketId)}`;

/** The schedule of a tenant's scans; its runs are named after it, with a time stamp. */
export const scanScheduleId = (tenant: string): string => `scan-${tenant}`;

/** What operators filter by in the Web UI and the `temporal` CLI. Never ticket text or personal data. */
export const SEARCH_ATTRIBUTES = {
  tenant: defineSearchAttributeKey('Tenant', SearchAttributeType.KEYWORD),
  platform: defineSearchAttributeKey('Platform', SearchAttributeType.KEYWORD),
  rootCause: defineSearchAttributeKey('RootCause', SearchAttributeType.KEYWORD),
  urgency: defineSearchAttributeKey('Urgency', SearchAttributeType.KEYWORD),
  sentiment: defineSearchAttributeKey('Sentiment', SearchAttributeType.KEYWORD),
  source: defineSearchAttributeKey('Source', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD),
  latencyMs: defineSearchAttributeKey('LatencyMs', SearchAttributeType.INT),
  costMicroUsd: defineSearchAttributeKey('CostMicroUsd', SearchAttributeType.INT),
} as const;

export type PlatformName = 'zendesk' | 'freshdesk';

/** The tenant's desk: takes requests for verdicts as long as the tenant exists. */
export const deskWorkflowId = (tenant: string): string => `desk-${tenant}`;

/** Why a ticket workflow runs: a scan found it, a webhook reported it, a person asked. */
export interface ProcessTicketInput {
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  reason: string;
  /** Everything but the write, whatever the tenant's policy says. */
  dryRun?: boolean;
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
}

/** The changes of a verdict on a ticket, made or (dry run) not made. */
export interface WriteSummary extends MergeDecision {
  note: string;
}

export type SkipReason = 'deleted' | 'closed' | 'unwantedStatus' | 'notFound' | 'forbidden' | 'rejected';

interface Judged {
  source: VerdictSource;
  analysis: Verdict;
  model: string;
  promptVersion: string;
  fallbackReason?: string;
  verdictId: string;
  inputHash: string;
  removed: RedactionCounts;
  usage: Usage;
}

/** How a round ended, and from what. */
export type TriageOutcome =
  | ({ kind: 'updated' | 'dryRun'; write: WriteSummary } & Judged)
  | { kind: 'unchanged'; source: null; analysis: null; why: string }
  | { kind: 'skipped'; source: null; analysis: null; why: SkipReason };

/** Result of a ticket run: its last round. */
export type ProcessTicketResult = TriageOutcome & {
  ticketId: string;
  reason: string;
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

export interface TenantDeskInput {
  tenant: string;
  platform: PlatformName;
  resume?: TenantDeskState;
}

/** Answer of the desk's `state` query, and what it carries over a continue-as-new. */
export interface TenantDeskState {
  /** Requests that wait, oldest first. */
  waiting: DeskRequest[];
  /** Tickets that were asked for a new verdict since the desk opened. */
  asked: number;
  /** Requests served. */
  served: number;
  /** The latest requests that could not be understood: what was expected. */
  rejected: string[];
}

/** Arguments of a scan. `resume` is set by continue-as-new only. */
export interface ScanTicketsInput {
  tenant: string;
  platform: PlatformName;
  /** The help desk account, so that a cursor is never used on another one. */
  account: string;
  /** Tickets in flight at once. */
  concurrency: number;
  resume?: ScanResume;
}

/** What a scan carries over a continue-as-new. Bounded: one page of IDs and one window. */
export interface ScanResume {
  counters: ScanCounters;
  cursor: string | null;
  endOfStream: boolean;
  pending: string[];
  inFlight: { ticketId: string; sinceMs: number }[];
  startedAtMs: number;
}

/** listed = unwanted + alreadyRunning + started; started = the outcomes + failed + parked (and those in flight). */
export interface ScanCounters {
  listed: number;
  unwanted: number;
  alreadyRunning: number;
  started: number;
  updated: number;
  unchanged: number;
  dryRun: number;
  skipped: number;
  failed: number;
  parked: number;
  /** Of updated and dryRun: decided by the rules. */
  fallback: number;
}

export interface ScanTicketsResult extends ScanCounters {
  cursor: string | null;
  durationMs: number;
  /** The account the cursor belongs to. */
  account: string;
}

/** Answer of the `progress` query. */
export interface ScanProgress extends ScanTicketsResult {
  inFlight: number;
  /** Listed and wanted, not started yet. */
  pending: number;
  /** Every change was listed: what is in flight and pending is all that is left. */
  endOfStream: boolean;
}

/** The schedule that applies the retention, one for the installation; its runs are named after it. */
export const RETENTION_SCHEDULE_ID = 'retention';

export interface ApplyRetentionInput {
  /** Statistics older than this many days are deleted. */
  keepDays: number;
}

export interface ApplyRetentionResult {
  /** ISO 8601: what ended before the UTC hour of it is gone. */
  before: string;
  /** Rounds of ticket runs. */
  deleted: number;
}

/** The tenant's schedule that takes up tickets whose run failed. */
export const reviveScheduleId = (tenant: string): string => `revive-${tenant}`;

export interface ReviveFailedInput {
  tenant: string;
}

/** Tickets, by what became of them. */
export interface ReviveFailedResult {
  /** Failed, and not ended by a person: those that are taken up again now or later. */
  waiting: number;
  revived: number;
  /** Somebody else began them anew meanwhile. */
  superseded: number;
  /** Could not be taken up; the next run tries again. */
  leftOver: number;
}

/** A run that failed, of a ticket that nobody has begun anew. */
export interface FailedRun {
  ticketId: string;
  runId: string;
}

/** The tenant's schedule that replaces verdicts of the rules once the model is back. */
export const upgradeScheduleId = (tenant: string): string => `upgrade-${tenant}`;

/** The reason of a round that the schedule `upgrade-<tenant>` asked for, as the statistics keep it. */
export const UPGRADE_REASON = 'upgrade';

/** Arguments of `upgradeFallbacks`. `resume` is set by continue-as-new only. */
export interface UpgradeFallbacksInput {
  tenant: string;
  /** Tickets that are asked and wait at once. */
  concurrency: number;
  resume?: UpgradeProgress;
}

export interface UpgradeProgress {
  /** The last ticket asked, in the order of IDs as text; null at the beginning. */
  after: string | null;
  /** Tickets asked for the model's verdict. */
  asked: number;
  /** Of them: those that got it. */
  upgraded: number;
}

/** `stopped`: a model failure type, or `TicketsStillOpen`; null when every ticket was asked. */
export interface UpgradeFallbacksResult extends UpgradeProgress {
  stopped: string | null;
}

/** Who is served first where tickets wait for a queue: 1 before 5. Reasons that are not named are a person's. */
const PRIORITY_KEYS: ReadonlyMap<string, number> = new Map([
  ['webhook', 2],
  ['scan', 3],
  ['revive', 4],
  ['backfill', 5],
  [UPGRADE_REASON, 5],
]);
const PRIORITY_OF_A_PERSON = 1;

/**
 * Priority of a ticket's run, by why it starts; its steps inherit it. The tenant is the fairness key, which servers
 * with `matching.enableFairness` heed and others pass over.
 * @see https://docs.temporal.io/develop/task-queue-priority-fairness
 */
export const ticketPriority = (tenant: string, reason: string) => ({
  priorityKey: PRIORITY_KEYS.get(reason) ?? PRIORITY_OF_A_PERSON,
  fairnessKey: tenant,
});

/** A page of the listing, reduced to the tickets that want a verdict. */
export interface ListTicketsResult {
  ticketIds: string[];
  listed: number;
  cursor: string;
  endOfStream: boolean;
}

/** `fetchTicket`'s answer. */
export type FetchedTicket = TicketState & {
  /** False when the tenant does not triage tickets of this status. */
  wanted: boolean;
  /** Queue of the process that read it, which remembers what may not travel: subject and people. */
  readBy?: string;
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
    };

/**
 * Failure types, as they appear in Temporal's history. Cause, retryability and operator action: docs/errors.md.
 */
export const FAILURE = {
  platformRateLimited: 'PlatformRateLimited',
  platformUnavailable: 'PlatformUnavailable',
  platformUnauthorized: 'PlatformUnauthorized',
  platformProtocol: 'PlatformProtocol',
  listingRefused: 'ListingRefused',
  ticketNotFound: 'TicketNotFound',
  ticketForbidden: 'TicketForbidden',
  ticketRejected: 'TicketRejected',
  writeUncertain: 'WriteUncertain',
  modelRateLimited: 'ModelRateLimited',
  modelTimeout: 'ModelTimeout',
  modelUnavailable: 'ModelUnavailable',
  modelUnauthorized: 'ModelUnauthorized',
  modelRequestRefused: 'ModelRequestRefused',
  modelUnusable: 'ModelUnusable',
  modelCircuitOpen: 'ModelCircuitOpen',
  platformCircuitOpen: 'PlatformCircuitOpen',
  tenantUnknown: 'TenantUnknown',
} as const;

export type FailureType = (typeof FAILURE)[keyof typeof FAILURE];

/** The model was not there: no fault of the ticket, which gets the model's verdict once it is back. */
export const MODEL_OUTAGES: readonly string[] = [
  FAILURE.modelRateLimited,
  FAILURE.modelTimeout,
  FAILURE.modelUnavailable,
  FAILURE.modelUnauthorized,
  FAILURE.modelCircuitOpen,
];
