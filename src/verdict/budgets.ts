import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FAILURE } from '../contract/failures.js';
import { budgetLevel, budgetText, monthOf, type BudgetLevel, type BudgetUse } from '../domain/limits.js';
import {
  createMonthlySpending,
  type MonthlySpending,
  type MonthlySpendingOptions,
} from './monthly-spending.js';
import type { Tenant } from '../ports/tenant.js';

/** A tenant, as far as its budget goes. */
export interface BudgetTenant {
  name: string;
  policy: Pick<Tenant['policy'], 'monthlyBudgetUsd'>;
}

/** Something about a budget that operators want to know. */
export type BudgetEvent =
  | { kind: 'level'; tenant: string; level: Exclude<BudgetLevel, 'ok'>; use: BudgetUse }
  | { kind: 'unknown'; tenant: string; error: unknown };

/**
 * Keeps tenants within what they want to spend in a calendar month (UTC). A budget is overspent by the calls under way
 * when it ends, and by what other workers spend in 5 s. While the statistics are away, calls are made.
 */
export interface Budgets extends Pick<MonthlySpending, 'paid' | 'recorded'> {
  /** @throws ApplicationFailure `BudgetExhausted`, not retryable. */
  check(tenant: BudgetTenant): Promise<void>;
  /** False once the budget is spent. */
  hasRoom(tenant: BudgetTenant): Promise<boolean>;
}

export interface BudgetsOptions extends Pick<MonthlySpendingOptions, 'outcomes'> {
  /** Told of each level once a month, and whenever the statistics do not answer. Must not throw. */
  onEvent?: ((event: BudgetEvent) => void) | undefined;
  now?: () => Date;
}

/** The budgets of this process's tenants. */
export function createBudgets({ outcomes, onEvent, now = () => new Date() }: BudgetsOptions): Budgets {
  const onUnknown = (tenant: string, error: unknown) => onEvent?.({ kind: 'unknown', tenant, error });
  const spending = createMonthlySpending({ outcomes, onUnknown, now });
  const told = new Map<string, string>();
  const tellOnce = (tenant: string, use: BudgetUse): void => {
    const level = budgetLevel(use);
    if (level === 'ok' || told.get(`${tenant} ${level}`) === monthOf(now())) return;
    told.set(`${tenant} ${level}`, monthOf(now()));
    onEvent?.({ kind: 'level', tenant, level, use });
  };
  /** Null: there is room. */
  const exhaustedUse = async ({ name, policy }: BudgetTenant): Promise<BudgetUse | null> => {
    if (policy.monthlyBudgetUsd === null) return null;
    const use = { budgetUsd: policy.monthlyBudgetUsd, spentUsd: await spending.spentUsd(name) };
    tellOnce(name, use);
    return budgetLevel(use) === 'exhausted' ? use : null;
  };
  return {
    paid: (tenant, run, costUsd) => spending.paid(tenant, run, costUsd),
    recorded: (tenant, run) => spending.recorded(tenant, run),
    hasRoom: async (tenant) => (await exhaustedUse(tenant)) === null,
    async check(tenant) {
      const use = await exhaustedUse(tenant);
      if (use !== null) throw exhausted(tenant.name, use);
    },
  };
}

const exhausted = (tenant: string, use: BudgetUse): ApplicationFailure =>
  ApplicationFailure.create({
    type: FAILURE.budgetExhausted,
    message: `tenant ${tenant}: ${budgetText(use)}; no model is asked until the month ends (UTC)`,
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
  });
