import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { FAILURE } from '../contract/failures.js';
import { budgetLevel, budgetText, monthOf, type BudgetLevel, type BudgetUse } from '../domain/limits.js';
import type { Tenant } from '../ports/tenant.js';
import type { OutcomeStore } from '../ports/records.js';
import { within } from '../http/waiting.js';

/** A tenant, as far as its budget goes. */
interface BudgetTenant {
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

interface BudgetsOptions extends Pick<MonthlySpendingOptions, 'outcomes'> {
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

/** The statistics are asked again after this; until then other workers' spending is not seen. */
const READ_HOLDS_MS = 5_000;
/** A database that is late costs no ticket more than this. */
const ANSWERS_WITHIN_MS = 1_000;
/** A round is recorded within moments of its verdict, perhaps by another process: then it is in the statistics. */
const RECORDED_WITHIN_MS = 10_000;

interface MonthlySpendingOptions {
  outcomes: Pick<OutcomeStore, 'costOfMonth'>;
  /** Told when the statistics do not answer. Must not throw. */
  onUnknown: (tenant: string, error: unknown) => void;
  now: () => Date;
}

/**
 * What tenants have spent in the calendar month (UTC): the sum in the statistics, not older than 5 s, and what this
 * process has paid for that is not in there yet. Where the statistics do not answer, their last sum of the month, or 0.
 */
interface MonthlySpending {
  spentUsd(tenant: string): Promise<number>;
  /** A run (its workflow and run ID) has paid for a call. */
  paid(tenant: string, run: string, costUsd: number): void;
  /** What the run has paid for is in the statistics. */
  recorded(tenant: string, run: string): void;
}

interface Account {
  month: string;
  recordedUsd: number;
  readAtMs: number;
  reading: Promise<void> | null;
  /** By run. */
  unrecorded: Map<string, { costUsd: number; atMs: number }>;
}

/** The spending of this process's tenants. */
function createMonthlySpending(options: MonthlySpendingOptions): MonthlySpending {
  const { now } = options;
  const accounts = new Map<string, Account>();
  const accountOf = (tenant: string): Account => {
    const month = monthOf(now());
    const known = accounts.get(tenant);
    if (known?.month === month) return known;
    const account = { month, recordedUsd: 0, readAtMs: -Infinity, reading: null, unrecorded: new Map() };
    accounts.set(tenant, account);
    return account;
  };
  return {
    async spentUsd(tenant) {
      const account = accountOf(tenant);
      if (now().getTime() - account.readAtMs >= READ_HOLDS_MS) {
        account.reading ??= read(options, tenant, account).finally(() => (account.reading = null));
        await account.reading;
      }
      return [...account.unrecorded.values()].reduce(
        (sum, { costUsd }) => sum + costUsd,
        account.recordedUsd,
      );
    },
    paid(tenant, run, costUsd) {
      if (costUsd === 0) return;
      const { unrecorded } = accountOf(tenant);
      const before = unrecorded.get(run)?.costUsd ?? 0;
      unrecorded.set(run, { costUsd: before + costUsd, atMs: now().getTime() });
    },
    recorded(tenant, run) {
      const account = accountOf(tenant);
      // Until the statistics are read again.
      account.recordedUsd += account.unrecorded.get(run)?.costUsd ?? 0;
      account.unrecorded.delete(run);
    },
  };
}

async function read(
  { outcomes, onUnknown, now }: MonthlySpendingOptions,
  tenant: string,
  account: Account,
): Promise<void> {
  const startedAtMs = now().getTime();
  try {
    const sum = await within(ANSWERS_WITHIN_MS, outcomes.costOfMonth(tenant, now().toISOString()));
    account.recordedUsd = sum / 1e6;
    for (const [run, { atMs }] of account.unrecorded)
      if (atMs <= startedAtMs - RECORDED_WITHIN_MS) account.unrecorded.delete(run);
  } catch (error) {
    onUnknown(tenant, error);
  }
  account.readAtMs = startedAtMs;
}
