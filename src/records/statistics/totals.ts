import { sql, type RawBuilder } from 'kysely';

/** Which label of a round each counter of `hour_totals` counts. */
const COUNTED = {
  kind_updated: ['kind', 'updated'],
  kind_unchanged: ['kind', 'unchanged'],
  kind_dry_run: ['kind', 'dryRun'],
  kind_skipped: ['kind', 'skipped'],
  kind_failed: ['kind', 'failed'],
  source_llm: ['source', 'llm'],
  source_rules: ['source', 'rules'],
  root_cause_bug: ['root_cause', 'bug'],
  root_cause_feature: ['root_cause', 'feature'],
  root_cause_refund: ['root_cause', 'refund'],
  root_cause_other: ['root_cause', 'other'],
  urgency_high: ['urgency', 'high'],
  urgency_medium: ['urgency', 'medium'],
  urgency_low: ['urgency', 'low'],
  sentiment_positive: ['sentiment', 'positive'],
  sentiment_neutral: ['sentiment', 'neutral'],
  sentiment_negative: ['sentiment', 'negative'],
} as const satisfies Record<string, readonly [column: string, label: string]>;

/** What each sum of `hour_totals` adds. */
const ADDED = {
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
    Object.entries(COUNTED).map(([name, [column, label]]) => [
      name,
      sql<number>`case when ${sql.ref(column)} = ${sql.lit(label)} then 1 else 0 end`,
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
