import type { Logger } from 'pino';
import type { Circuit } from '../verdict/breaker.js';
import type {
  CircuitKey,
  CircuitStates,
  OutcomeStore,
  CircuitService,
  CircuitStateName,
  OpenCircuit,
} from '../ports/records.js';
import type { BudgetEvent } from '../verdict/budgets.js';
import { budgetText, budgetLevel, type BudgetLevel, type BudgetUse } from '../domain/limits.js';

interface CircuitReportsOptions {
  states: CircuitStates;
  /** `pid@host`. */
  worker: string;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Takes each change of a circuit, logs it and tells it to those who show it. Reports are stored one after the other,
 * each with the state that the circuit has by then, so that the last one is true. One that cannot be stored is
 * logged: the calls do not depend on it.
 */
export function circuitReports({ states, worker, logger }: CircuitReportsOptions) {
  let stored = Promise.resolve();
  return {
    changed: (circuit: Circuit): void => {
      const { tenant, service } = circuit;
      const level = circuit.state() === 'open' ? 'warn' : 'info';
      logger[level]({ tenant, service, state: circuit.state() }, 'a circuit changed its state');
      stored = stored.then(() =>
        store(states, circuit, { worker, tenant, service }).catch((error: unknown) =>
          logger.warn({ tenant, service, error }, 'the state of a circuit could not be stored'),
        ),
      );
    },
    /** Resolves when everything that was reported is stored, or has failed. */
    settled: () => stored,
  };
}

function store(states: CircuitStates, circuit: Circuit, key: CircuitKey): Promise<void> {
  const [state, sinceMs] = [circuit.state(), circuit.notClosedSinceMs()];
  if (state === 'closed' || sinceMs === null) return states.setClosed(key);
  const since = new Date(sinceMs).toISOString();
  return states.setOpen({ ...key, state, since, changedAt: new Date().toISOString() });
}

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

/** The circuits to one service that are not closed, of all workers together. */
export interface ServiceCircuits {
  service: CircuitService;
  /** `open` where any of them is. */
  state: Exclude<CircuitStateName, 'closed'>;
  /** ISO 8601: since the first of them opened. */
  since: string;
  /** How many workers have one. */
  workers: number;
}

/** Sums up open circuits of one tenant by service; the one that opened first leads. */
export function circuitsByService(open: readonly OpenCircuit[]): ServiceCircuits[] {
  const byService = new Map<CircuitService, ServiceCircuits>();
  for (const { service, state, since } of open) {
    const known = byService.get(service) ?? { service, state, since, workers: 0 };
    byService.set(service, {
      service,
      state: known.state === 'open' ? 'open' : state,
      since: since < known.since ? since : known.since,
      workers: known.workers + 1,
    });
  }
  return [...byService.values()].sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** One line for people. */
export const circuitText = ({ service, state, since, workers }: ServiceCircuits): string =>
  `Circuit to the ${service}: ${state === 'open' ? 'open' : 'trying again'} since ${since} in ${workers === 1 ? 'one worker' : `${workers} workers`}`;
