/** What a tenant may spend in a calendar month (UTC), and what it has spent, in USD. */
export interface BudgetUse {
  budgetUsd: number;
  spentUsd: number;
}

/** `warning` from 80 %; `exhausted` from 100 %: the rules decide until the month ends. */
export type BudgetLevel = 'ok' | 'warning' | 'exhausted';

const WARNING_SHARE = 0.8;

/** How far a budget is used up. A budget of nothing is exhausted from the start. */
export function budgetLevel({ budgetUsd, spentUsd }: BudgetUse): BudgetLevel {
  if (spentUsd >= budgetUsd) return 'exhausted';
  return spentUsd >= budgetUsd * WARNING_SHARE ? 'warning' : 'ok';
}

/** The calendar month, UTC, as `2026-11`. */
export const monthOf = (now: Date): string => now.toISOString().slice(0, 7);

/** Whole percent, rounded down: 100 is never said too early. */
export const percentSpent = ({ budgetUsd, spentUsd }: BudgetUse): number =>
  budgetUsd === 0 ? 100 : Math.floor((spentUsd / budgetUsd) * 100);

/** One sentence without its full stop. */
export const budgetText = (use: BudgetUse): string =>
  `$${use.spentUsd.toFixed(2)} of this month's $${use.budgetUsd.toFixed(2)} spent (${percentSpent(use)} %)`;
