import type { Tenants } from '../ports/tenant.js';
import type { DailySummary, SummaryFigures, TenantSummary } from '../contract/alerts.js';
import { forEachField } from '../domain/verdict-fields.js';
import { monthlyBudget } from './reports.js';
import type { Figures, OutcomeStore } from '../ports/records.js';

const DAY_MS = 24 * 3_600_000;
const SLOWEST = 5;
const FAILURE_TYPES = 10;

/** The figures of the 24 hours before a time, of every tenant this worker knows, beside those of the day before. */
export async function summarize(
  { tenants, outcomes }: { tenants: Tenants; outcomes: OutcomeStore },
  to: string,
): Promise<DailySummary> {
  const from = earlier(to);
  const all = await Promise.all(
    [...tenants.values()].map(({ name, policy }) =>
      summarizeTenant(outcomes, { tenant: name, monthlyBudgetUsd: policy.monthlyBudgetUsd }, { from, to }),
    ),
  );
  return { from, to, tenants: all };
}

const earlier = (time: string): string => new Date(Date.parse(time) - DAY_MS).toISOString();

async function summarizeTenant(
  outcomes: OutcomeStore,
  { tenant, monthlyBudgetUsd }: { tenant: string; monthlyBudgetUsd: number | null },
  { from, to }: { from: string; to: string },
): Promise<TenantSummary> {
  const day = { tenant, from, to };
  const [figures, before, slowest, failures, budget] = await Promise.all([
    outcomes.figures(day),
    outcomes.figures({ tenant, from: earlier(from), to: from }),
    outcomes.slowest(day, SLOWEST),
    outcomes.failureTypes(day),
    // A moment before the end: the day that ends with a month belongs to that month.
    monthlyBudget(outcomes, { tenant, monthlyBudgetUsd }, new Date(Date.parse(to) - 1)),
  ]);
  return {
    tenant,
    day: figuresOf(figures),
    before: figuresOf(before),
    budget: budget && { budgetUsd: budget.budgetUsd, spentUsd: budget.spentUsd },
    slowest: slowest.map(({ ticketId, workflowId, runId, latencyMs }) => ({
      ...{ ticketId, workflowId, runId, latencyMs: latencyMs ?? 0 },
    })),
    failures: failures.slice(0, FAILURE_TYPES),
  };
}

const figuresOf = ({ latencyMs, costMicroUsd, ...figures }: Figures): SummaryFigures => ({
  tickets: figures.total,
  byOutcome: figures.byKind,
  ...forEachField('counts', ({ counts, summary }) => (summary === undefined ? undefined : figures[counts])),
  successRate: figures.successRate,
  fallbackRate: figures.fallbackRate,
  p50Ms: latencyMs?.p50 ?? null,
  p95Ms: latencyMs?.p95 ?? null,
  costUsd: costMicroUsd / 1e6,
});
