import type { Logger } from 'pino';
import type { BudgetEvent } from '../verdict/budgets.js';
import { budgetText } from '../domain/limits.js';

/** Logs what operators want to know of budgets and of shared verdicts. Amounts and names only. */
export function spendingReports(logger: Pick<Logger, 'warn'>) {
  return {
    budgetEvent: (event: BudgetEvent): void => {
      const { tenant } = event;
      if (event.kind === 'unknown') {
        logger.warn(
          { tenant, error: event.error },
          'what a tenant has spent is not known; the model is asked',
        );
        return;
      }
      const then =
        event.level === 'exhausted' ? 'the rules decide until the month ends (UTC)' : 'near its end';
      logger.warn(
        { tenant, ...event.use },
        `the budget of tenant ${tenant}: ${budgetText(event.use)}; ${then}`,
      );
    },
    verdictTrouble: (error: unknown): void =>
      logger.warn({ error }, 'shared verdicts do not answer; equal tickets are asked again in this worker'),
  };
}
