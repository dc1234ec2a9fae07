import type { PlatformName } from '../../contract/names.js';
import type { FieldKey } from '../../domain/verdict-fields.js';
import type { VerdictSource } from '../../domain/verdict.js';
import type { OpenCircuit } from '../../ports/records.js';
import type { OutcomeKind } from '../../contract/outcome.js';
import { sql, type RawBuilder } from 'kysely';
import type { SkipReason } from '../../contract/ticket.js';

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
  detail: string | null;
  source: VerdictSource | null;
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

/** One label of a round's verdict. A run ID is unique, so that with the number it names the round. */
export interface OutcomeLabelsTable {
  run_id: string;
  round: number;
  field: FieldKey;
  label: string;
}

/** How many rounds of one hour and tenant got a label. Always what `outcome_labels` of that hour add up to. */
export interface HourLabelsTable {
  hour: number;
  tenant: string;
  field: FieldKey;
  label: string;
  rounds: number;
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
  unreadable: number;
  cursor_refused: number;
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
  outcome_labels: OutcomeLabelsTable;
  hour_totals: HourTotalsTable;
  hour_labels: HourLabelsTable;
  finished_scans: FinishedScansTable;
  circuit_states: CircuitStatesTable;
  cached_verdicts: CachedVerdictsTable;
}

/** Which value of a round each counter of `hour_totals` counts. */
const COUNTED = {
  kind_updated: ['kind', 'updated'],
  kind_unchanged: ['kind', 'unchanged'],
  kind_dry_run: ['kind', 'dryRun'],
  kind_skipped: ['kind', 'skipped'],
  kind_failed: ['kind', 'failed'],
  source_llm: ['source', 'llm'],
  source_rules: ['source', 'rules'],
} as const satisfies Record<string, readonly [column: string, value: string]>;

const REJECTED: SkipReason = 'rejected';

/** What each sum of `hour_totals` adds. */
const ADDED = {
  rejected: sql<number>`case when kind = 'skipped' and why = ${sql.lit(REJECTED)} then 1 else 0 end`,
  latency_count: sql<number>`case when latency_ms is null then 0 else 1 end`,
  latency_sum_ms: sql<number>`coalesce(latency_ms, 0)`,
  input_tokens: sql<number>`input_tokens`,
  cached_input_tokens: sql<number>`cached_input_tokens`,
  output_tokens: sql<number>`output_tokens`,
  cost_micro_usd: sql<number>`cost_micro_usd`,
  from_cache: sql<number>`from_cache`,
};

/** A counter or sum of `hour_totals`. */
export type TotalsColumn = keyof typeof COUNTED | keyof typeof ADDED;

/** What some rounds add up to. */
export type Totals = Record<TotalsColumn, number>;

/** What one row of `ticket_outcomes` adds to each column of `hour_totals`: the only definition of the sums. */
export const ROW_TERMS: Readonly<Record<TotalsColumn, RawBuilder<number>>> = {
  ...(Object.fromEntries(
    Object.entries(COUNTED).map(([name, [column, value]]) => [
      name,
      sql<number>`case when ${sql.ref(column)} = ${sql.lit(value)} then 1 else 0 end`,
    ]),
  ) as Record<keyof typeof COUNTED, RawBuilder<number>>),
  ...ADDED,
};

/** Every counter and sum of `hour_totals`. */
export const TOTALS_COLUMNS = Object.keys(ROW_TERMS) as TotalsColumn[];

/** Adds up rows of sums; a sum over no rows arrives as null. */
export function addTotals(rows: readonly Record<TotalsColumn, number | null>[]): Totals {
  return Object.fromEntries(
    TOTALS_COLUMNS.map((column) => [column, rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)]),
  ) as Totals;
}

/** How often each label of each field was given. */
export class LabelSums {
  private readonly sums = new Map<string, number>();

  add(field: string, label: string, rounds: number): void {
    const key = `${field}.${label}`;
    this.sums.set(key, (this.sums.get(key) ?? 0) + rounds);
  }

  of(field: string, label: string): number {
    return this.sums.get(`${field}.${label}`) ?? 0;
  }
}

/** Milliseconds of an hour and of a day, UTC: both begin where Unix time divides evenly. */
export const UNIT_MS = { hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Milliseconds since 1970 of an ISO 8601 time.
 * @throws {RangeError} when it is none. Not retryable.
 */
export function timeMs(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError(`expected an ISO 8601 time, got ${JSON.stringify(iso)}`);
  return ms;
}

/** Start of the calendar month, UTC, that holds the time (both in milliseconds since 1970). */
export function startOfMonth(ms: number): number {
  const time = new Date(ms);
  return Date.UTC(time.getUTCFullYear(), time.getUTCMonth());
}
