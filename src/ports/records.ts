import type { PlatformName } from '../contract/names.js';
import type { OutcomeKey, OutcomeKind, OutcomeRecord } from '../contract/outcome.js';
import type { ScanCounters } from '../contract/scan.js';
import type { Analysis } from '../contract/ticket.js';
import type { UpgradeWindow } from '../domain/age.js';
import type { LabelCounts, NamedLabels } from '../domain/verdict-fields.js';
import type { VerdictSource } from '../domain/verdict.js';

/** A scan that came to its end. The key is the last run of its continue-as-new chain. */
export interface FinishedScan {
  tenant: string;
  workflowId: string;
  runId: string;
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  counters: ScanCounters;
}

/** What went wrong with the listings of scans. */
export interface ListingTrouble {
  /** Lines that could not be read and were left out. */
  unreadable: number;
  /** How often the help desk refused a cursor. */
  cursorRefused: number;
}

/** Half-open: `from` belongs to it, `to` does not. ISO 8601. A null tenant stands for all of them. */
export interface Period {
  tenant: string | null;
  from: string;
  to: string;
}

/** Exact figures. Rates and latencies are null where there is nothing to divide by. */
export interface Figures extends LabelCounts {
  total: number;
  byKind: Record<OutcomeKind, number>;
  /** Of those that were skipped: the help desk takes no write. */
  rejected: number;
  bySource: Record<VerdictSource, number>;
  /** Share of `total` that neither failed nor was rejected, 0 to 1. */
  successRate: number | null;
  /** Share of the verdicts that the rules gave, 0 to 1. */
  fallbackRate: number | null;
  /** Of everything that did not fail. Percentiles by nearest rank: values that occurred. */
  latencyMs: { average: number; p50: number; p95: number } | null;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  costMicroUsd: number;
  /** Verdicts that were found for equal tickets. */
  fromCache: number;
  /** Share of the model's verdicts that were found for equal tickets, 0 to 1. */
  cacheHitRate: number | null;
}

/** One whole hour or day, UTC; `start` in ISO 8601. */
export interface TrendBucket extends Figures {
  start: string;
}

export type TrendUnit = 'hour' | 'day';

/** Asks for the latest outcome of each ticket of a tenant, as far as that one fits. */
export interface LatestQuery extends Partial<NamedLabels> {
  tenant: string;
  platform: PlatformName;
  /** `verdicts` looks past rounds without a verdict: what was decided stands until it is decided again. */
  among: 'rounds' | 'verdicts';
  kind?: OutcomeKind;
  why?: string;
  source?: VerdictSource;
  /** ISO 8601: the latest outcome ended at or after it. */
  since?: string;
  /** The next page: tickets that sort after this ID, as text. */
  afterTicketId?: string;
  limit: number;
}

/** Where a round stands in the order of lists. */
export type OutcomePlace = OutcomeKey & Pick<OutcomeRecord, 'endedAt'>;

/** Asks for the rounds of a period that have all of these labels. */
export interface OutcomeListQuery extends Period, Partial<NamedLabels> {
  kind?: OutcomeKind;
  source?: VerdictSource;
  ticketId?: string;
  /** The next page: what stands below this round. */
  below?: OutcomePlace;
  limit: number;
}

/** Names tickets of a tenant. */
export interface TicketsQuery {
  tenant: string;
  platform: PlatformName;
  ticketIds: readonly string[];
}

/** How often a failure type ended rounds as `failed`, or kept the model from deciding and left it to the `rules`. */
export interface FailureTypeCount {
  /** Empty: the round did not say. */
  type: string;
  ended: 'failed' | 'rules';
  count: number;
}

/** How many of each were erased. */
export interface ErasedOutcomes {
  outcomes: number;
  /** Of the whole tenant. */
  cachedVerdicts: number;
}

/** Asks for tickets whose standing verdict the rules wrote for one of these reasons: the model was away. */
export interface UpgradableQuery extends UpgradeWindow {
  tenant: string;
  platform: PlatformName;
  /** Failure types of the model call. */
  reasons: readonly string[];
}

/**
 * What the application needs from its statistics: a read model of what ticket workflows did. Nobody asks it who
 * processes what, and it can be rebuilt from the workflows.
 */
export interface OutcomeStore {
  /** Counts a round, once. False when it was counted before. */
  record(outcome: OutcomeRecord): Promise<boolean>;
  /** Keeps a finished scan, once. */
  recordScan(scan: FinishedScan): Promise<void>;
  figures(period: Period): Promise<Figures>;
  /** Every hour or day that the period touches, oldest first, empty ones too, each as a whole. */
  trend(period: Period, unit: TrendUnit): Promise<TrendBucket[]>;
  /** Sorted by ticket ID as text. */
  latest(query: LatestQuery): Promise<OutcomeRecord[]>;
  /**
   * IDs, sorted as text. A ticket is out once an upgrade skipped it, or left it for another reason than these.
   * `afterTicketId`: the next page.
   */
  upgradable(query: UpgradableQuery & { afterTicketId: string | null; limit: number }): Promise<string[]>;
  countUpgradable(query: UpgradableQuery): Promise<number>;
  /** Newest first. */
  recent(period: Period, limit: number): Promise<OutcomeRecord[]>;
  /** Newest first; rounds of the same moment in an order of their own, so that pages neither repeat nor lose any. */
  list(query: OutcomeListQuery): Promise<OutcomeRecord[]>;
  /** Of the rounds that did not fail, slowest first. */
  slowest(period: Period, limit: number): Promise<OutcomeRecord[]>;
  /** Most frequent first. */
  failureTypes(period: Period): Promise<FailureTypeCount[]>;
  /** What is known of the rounds of these runs, in no order. */
  ofRuns(
    runs: readonly Omit<OutcomeKey, 'round'>[],
  ): Promise<Pick<OutcomeRecord, 'runId' | 'round' | 'kind'>[]>;
  /** Every round known of a ticket, newest first. */
  ofTicket(ticket: Pick<OutcomeRecord, 'tenant' | 'platform' | 'ticketId'>): Promise<OutcomeRecord[]>;
  /** Millionths of a USD spent since the calendar month (UTC) of `now` (ISO 8601) began. */
  costOfMonth(tenant: string, now: string): Promise<number>;
  /** The finished scan that ended last. */
  lastScan(tenant: string): Promise<FinishedScan | null>;
  /** Of the scans that ended since a time, ISO 8601. */
  listingTrouble(query: { tenant: string; since: string }): Promise<ListingTrouble>;
  /**
   * Deletes what ended before the UTC hour of `time` (ISO 8601), and shared verdicts that have expired. Answers how
   * many rounds that were.
   */
  deleteBefore(time: string): Promise<number>;
  /** Takes tickets out of the record for good; figures stay. Repeating it erases nothing more. */
  eraseTickets(query: TicketsQuery): Promise<ErasedOutcomes>;
  readonly circuits: CircuitStates;
  /** The verdicts that all workers share; sealed before they are stored. */
  sharedVerdicts(sealer: Sealer): SharedVerdicts;
  close(): Promise<void>;
}

/** What the model said of a ticket, as far as it holds for every equal ticket. Its summary is free of personal data. */
export type ModelVerdict = Omit<Analysis, 'usage' | 'inputHash'>;

/** Names all tickets of a tenant that get the same verdict. */
export interface VerdictKey {
  tenant: string;
  /** SHA-256, hex, over everything that the verdict depends on. */
  inputHash: string;
}

/** Turns values into text that only holders of the keys can read. */
export interface Sealer {
  seal(value: unknown): Promise<string>;
  /** Null when it was not sealed with a key that we have, or was changed since. */
  open(sealed: string): Promise<unknown>;
}

/**
 * Verdicts of the model that all workers share, for a week each and so many a tenant. Both methods throw what the
 * database client throws.
 */
export interface SharedVerdicts {
  /** Null: there is none, it has expired, or it cannot be read with our keys. */
  find(key: VerdictKey): Promise<ModelVerdict | null>;
  /** Replaces what was kept under the key. */
  keep(key: VerdictKey, verdict: ModelVerdict): Promise<void>;
}

/** What a circuit spares, and those who wait for it. */
export type CircuitService = 'platform' | 'model';

/** `halfOpen`: the trial call is under way. */
export type CircuitStateName = 'closed' | 'open' | 'halfOpen';

/** Names one circuit of one worker process. */
export interface CircuitKey {
  /** `pid@host`, as the worker signs in Temporal's histories. */
  worker: string;
  tenant: string;
  service: CircuitService;
}

/** A circuit that makes no calls but trial calls. */
export interface OpenCircuit extends CircuitKey {
  state: Exclude<CircuitStateName, 'closed'>;
  /** ISO 8601: when it was closed last; trial calls that failed since then do not count. */
  since: string;
  /** ISO 8601: when the worker said so. */
  changedAt: string;
}

/**
 * What workers say of their circuits, for processes that show it. Nobody decides by it: each worker goes by its own
 * circuits. A worker that falls silent is believed for 90 s: a pause is 60 s, and the trial call after it changes the
 * state again.
 */
export interface CircuitStates {
  /** Replaces what the worker said of this circuit before. */
  setOpen(circuit: OpenCircuit): Promise<void>;
  setClosed(circuit: CircuitKey): Promise<void>;
  /** Of all workers, those open for longest first. `now` is ISO 8601. */
  open(tenant: string, now: string): Promise<OpenCircuit[]>;
}
