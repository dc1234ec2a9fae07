import type { PlatformName } from '../../contract/names.js';
import type { RootCause, Sentiment, Urgency, VerdictSource } from '../../domain/verdict.js';
import type { OpenCircuit } from '../../ports/circuit-states.js';
import type { OutcomeKind } from '../../ports/records.js';
import type { TotalsColumn } from './totals.js';

/** One round. Times are milliseconds since 1970, `ended_hour` and `ended_day` whole hours and days since then. */
export interface OutcomesTable {
  workflow_id: string;
  run_id: string;
  round: number;
  tenant: string;
  platform: PlatformName;
  ticket_id: string;
  kind: OutcomeKind;
  why: string | null;
  source: VerdictSource | null;
  root_cause: RootCause | null;
  urgency: Urgency | null;
  sentiment: Sentiment | null;
  model: string | null;
  prompt_version: string | null;
  fallback_reason: string | null;
  reason: string;
  latency_ms: number | null;
  input_tokens: number;
  cached_input_tokens: number;
  output_tokens: number;
  cost_micro_usd: number;
  /** 1: the verdict was found for an equal ticket. */
  from_cache: number;
  started_at_ms: number;
  ended_at_ms: number;
  ended_hour: number;
  ended_day: number;
}

/** The sums of one hour and tenant. Always what the rounds of that hour add up to. */
export type HourTotalsTable = { hour: number; tenant: string } & Record<TotalsColumn, number>;

/** One scan that came to its end. */
export interface FinishedScansTable {
  workflow_id: string;
  run_id: string;
  tenant: string;
  started_at_ms: number;
  ended_at_ms: number;
  listed: number;
  unwanted: number;
  already_running: number;
  started: number;
  updated: number;
  unchanged: number;
  dry_run: number;
  skipped: number;
  failed: number;
  parked: number;
  fallback: number;
}

/** One circuit of one worker that is not closed. */
export type CircuitStatesTable = Pick<OpenCircuit, 'worker' | 'tenant' | 'service' | 'state'> & {
  since_ms: number;
  changed_at_ms: number;
};

/** A verdict for tickets equal to one that the model judged. */
export interface CachedVerdictsTable {
  tenant: string;
  input_hash: string;
  /** Ciphertext. */
  sealed: string;
  stored_at_ms: number;
}

/** The read model's tables, the same on both databases. */
export interface StatisticsTables {
  ticket_outcomes: OutcomesTable;
  hour_totals: HourTotalsTable;
  finished_scans: FinishedScansTable;
  circuit_states: CircuitStatesTable;
  cached_verdicts: CachedVerdictsTable;
}
