import type { Figures } from '../../ports/records.js';
import type { Totals } from './totals.js';

/** Latencies in milliseconds; null where no round had one. */
export interface Percentiles {
  p50: number | null;
  p95: number | null;
}

/** The figures that some sums, with the percentiles of the same rounds, say. */
export function figuresOf(totals: Totals, { p50, p95 }: Percentiles): Figures {
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
    bySource,
    byRootCause: {
      bug: totals.root_cause_bug,
      feature: totals.root_cause_feature,
      refund: totals.root_cause_refund,
      other: totals.root_cause_other,
    },
    byUrgency: { high: totals.urgency_high, medium: totals.urgency_medium, low: totals.urgency_low },
    bySentiment: {
      positive: totals.sentiment_positive,
      neutral: totals.sentiment_neutral,
      negative: totals.sentiment_negative,
    },
    successRate: total === 0 ? null : (total - byKind.failed) / total,
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
