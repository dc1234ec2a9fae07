import { budgetLevel, budgetText } from '../../domain/limits.js';
import { ok, warning, type Check } from './check.js';

export interface BudgetCheckOptions {
  /** Null: the tenant has none. */
  budgetUsd: number | null;
  /** What the operator finds the budget under. */
  setting: string;
  /** USD spent in this calendar month (UTC). */
  spentUsd: () => Promise<number>;
}

/** `budget`: how much of the tenant's monthly budget is left. */
export function budgetCheck({ budgetUsd, setting, spentUsd }: BudgetCheckOptions): Check {
  return {
    name: 'budget',
    needs: ['statistics'],
    run: async () => {
      const spent = await spentUsd();
      if (budgetUsd === null) return ok(`no budget is set; $${spent.toFixed(2)} spent this month`);
      const use = { budgetUsd, spentUsd: spent };
      const details = { ...use, level: budgetLevel(use) };
      switch (details.level) {
        case 'ok':
          return ok(budgetText(use), { details });
        case 'warning':
          return warning(budgetText(use), `raise ${setting}, or the rules decide once it is spent`, {
            details,
          });
        case 'exhausted':
          return warning(
            `${budgetText(use)}: the rules decide`,
            `raise ${setting}, or wait for the month to end (UTC); the model then judges these tickets again`,
            { details },
          );
      }
    },
  };
}
