import type { DailySummary, SummaryFigures, TenantSummary } from '../../src/contract/alerts.js';

const figures = (rest: Partial<SummaryFigures> = {}): SummaryFigures => ({
  tickets: 1_284,
  byOutcome: { updated: 1_210, unchanged: 41, dryRun: 0, skipped: 29, failed: 4 },
  byRootCause: { bug: 512, feature: 188, refund: 301, other: 209 },
  bySentiment: { positive: 133, neutral: 629, negative: 448 },
  ...{ successRate: 0.9969, fallbackRate: 0.021, p50Ms: 3_240, p95Ms: 5_910, costUsd: 0.1137 },
  ...rest,
});

/** A tenant on an ordinary day. */
export const tenantSummary = (rest: Partial<TenantSummary> = {}): TenantSummary => ({
  tenant: 'acme',
  day: figures(),
  before: figures({
    tickets: 1_102,
    bySentiment: { positive: 143, neutral: 610, negative: 297 },
    costUsd: 0.0981,
  }),
  budget: { budgetUsd: 10, spentUsd: 2.41 },
  slowest: [91_204, 44_871, 31_002, 22_417, 19_880].map((latencyMs, index) => ({
    ticketId: String(48_213 + index * 97),
    workflowId: `ticket-acme-zendesk-${48_213 + index * 97}`,
    runId: `00000000-0000-4000-8000-00000000000${index}`,
    latencyMs,
  })),
  failures: [
    { type: 'ModelTimeout', ended: 'rules', count: 19 },
    { type: 'ModelUnusable', ended: 'rules', count: 6 },
    { type: 'TenantUnknown', ended: 'failed', count: 4 },
  ],
  ...rest,
});

/** A tenant on its worst day. */
export const badDay = (): TenantSummary =>
  tenantSummary({
    tenant: 'beta',
    day: figures({ tickets: 96, successRate: 0.958, p95Ms: 41_000, fallbackRate: 0.44 }),
    budget: { budgetUsd: 5, spentUsd: 4.4 },
  });

/** A tenant nobody wrote to. */
export const emptyDay = (): TenantSummary => {
  const none = figures({
    tickets: 0,
    byOutcome: { updated: 0, unchanged: 0, dryRun: 0, skipped: 0, failed: 0 },
    byRootCause: { bug: 0, feature: 0, refund: 0, other: 0 },
    bySentiment: { positive: 0, neutral: 0, negative: 0 },
    ...{ successRate: null, fallbackRate: null, p50Ms: null, p95Ms: null, costUsd: 0 },
  });
  return tenantSummary({ tenant: 'gamma', day: none, before: none, budget: null, slowest: [], failures: [] });
};

export const sampleSummary = (...tenants: TenantSummary[]): DailySummary => ({
  from: '2026-11-21T06:00:00.000Z',
  to: '2026-11-22T06:00:00.000Z',
  tenants,
});
