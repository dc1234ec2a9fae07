import { monthOf } from '../domain/limits.js';
import type { OutcomeStore } from '../ports/records.js';
import { within } from '../http/within.js';

/** The statistics are asked again after this; until then other workers' spending is not seen. */
const READ_HOLDS_MS = 5_000;
/** A database that is late costs no ticket more than this. */
const ANSWERS_WITHIN_MS = 1_000;
/** A round is recorded within moments of its verdict, perhaps by another process: then it is in the statistics. */
const RECORDED_WITHIN_MS = 10_000;

export interface MonthlySpendingOptions {
  outcomes: Pick<OutcomeStore, 'costOfMonth'>;
  /** Told when the statistics do not answer. Must not throw. */
  onUnknown: (tenant: string, error: unknown) => void;
  now: () => Date;
}

/**
 * What tenants have spent in the calendar month (UTC): the sum in the statistics, not older than 5 s, and what this
 * process has paid for that is not in there yet. Where the statistics do not answer, their last sum of the month, or 0.
 */
export interface MonthlySpending {
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
export function createMonthlySpending(options: MonthlySpendingOptions): MonthlySpending {
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
