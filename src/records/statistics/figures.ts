import type { Figures } from '../../ports/records.js';
import { forEachField, type LabelCounts } from '../../domain/verdict-fields.js';
import type { LabelSums, Totals, StatisticsTables } from './tables.js';
import { sql, type Kysely, type SqlBool, type RawBuilder } from 'kysely';

/** Latencies in milliseconds; null where no round had one. */
export interface Percentiles {
  p50: number | null;
  p95: number | null;
}

/** The figures that some sums, with the percentiles of the same rounds, say. */
export function figuresOf(totals: Totals, labels: LabelSums, { p50, p95 }: Percentiles): Figures {
  const byKind = {
    updated: totals.kind_updated,
    unchanged: totals.kind_unchanged,
    dryRun: totals.kind_dry_run,
    skipped: totals.kind_skipped,
    failed: totals.kind_failed,
  };
  const bySource = { llm: totals.source_llm, rules: totals.source_rules };
  const total = Object.values(byKind).reduce((sum, count) => sum + count, 0);
  const verdicts = bySource.llm + bySource.rules;
  return {
    total,
    byKind,
    rejected: totals.rejected,
    bySource,
    ...countsOf(labels),
    successRate: total === 0 ? null : (total - byKind.failed - totals.rejected) / total,
    fallbackRate: verdicts === 0 ? null : bySource.rules / verdicts,
    latencyMs:
      p50 === null || p95 === null
        ? null
        : { average: totals.latency_sum_ms / totals.latency_count, p50, p95 },
    inputTokens: totals.input_tokens,
    cachedInputTokens: totals.cached_input_tokens,
    outputTokens: totals.output_tokens,
    costMicroUsd: totals.cost_micro_usd,
    fromCache: totals.from_cache,
    cacheHitRate: bySource.llm === 0 ? null : totals.from_cache / bySource.llm,
  };
}

const countsOf = (sums: LabelSums): LabelCounts =>
  forEachField('counts', ({ key, labels }) =>
    Object.fromEntries(labels.map((label) => [label, sums.of(key, label)])),
  ) as LabelCounts;

/** The rounds whose percentiles are asked for, and how many of them have a latency. */
export interface LatencySet {
  where: RawBuilder<SqlBool>;
  count: number;
}

/** SQLite takes at most 500 parts of a compound select. @see https://www.sqlite.org/limits.html */
const SETS_PER_STATEMENT = 100;

/**
 * Median and 95th percentile of each set by nearest rank, exact. Each is read at its rank from an index in the order
 * of latencies; `count` must be from the same snapshot.
 */
export async function latencyPercentiles(
  db: Kysely<StatisticsTables>,
  sets: readonly LatencySet[],
): Promise<Percentiles[]> {
  const percentiles: Percentiles[] = [];
  for (let start = 0; start < sets.length; start += SETS_PER_STATEMENT) {
    const chunk = sets.slice(start, start + SETS_PER_STATEMENT);
    const parts = chunk.map(
      (set, index) => sql`select ${sql.lit(index)} as position,
        ${valueAtRank(set, 0.5)} as p50, ${valueAtRank(set, 0.95)} as p95`,
    );
    const { rows } = await sql<Percentiles & { position: number }>`
      ${sql.join(parts, sql` union all `)}`.execute(db);
    // Sorted here: asked for an order, SQLite would merge the parts pair by pair.
    rows.sort((a, b) => a.position - b.position);
    percentiles.push(...rows.map(({ p50, p95 }) => ({ p50, p95 })));
  }
  return percentiles;
}

/** Walks from the nearer end of the index. */
function valueAtRank({ where, count }: LatencySet, share: number): RawBuilder<number | null> {
  if (count === 0) return sql`cast(null as bigint)`;
  const rank = Math.ceil(share * count);
  const fromTop = rank > count / 2;
  return sql`(select latency_ms from ticket_outcomes where latency_ms is not null and ${where}
    order by latency_ms ${sql.raw(fromTop ? 'desc' : 'asc')}
    limit 1 offset ${sql.lit(fromTop ? count - rank : rank - 1)})`;
}
