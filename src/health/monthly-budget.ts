import { budgetLevel, type BudgetLevel, type BudgetUse } from '../domain/limits.js';
import type { OutcomeStore } from '../ports/records.js';

/** A tenant's budget of this calendar month (UTC), as far as its statistics know. */
export interface MonthlyBudget extends BudgetUse {
  level: BudgetLevel;
}

/** Null for a tenant without a budget. */
export async function monthlyBudget(
  outcomes: Pick<OutcomeStore, 'costOfMonth'>,
  { tenant, monthlyBudgetUsd: budgetUsd }: { tenant: string; monthlyBudgetUsd: number | null },
  now: Date,
): Promise<MonthlyBudget | null> {
  if (budgetUsd === null) return null;
  const use = { budgetUsd, spentUsd: (await outcomes.costOfMonth(tenant, now.toISOString())) / 1e6 };
  return { ...use, level: budgetLevel(use) };
}
