import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { budgetCheck } from '../../src/cli/doctor/installation.js';
import { healthOf, statusOf } from '../../src/health/health.js';
import { monthlyBudget, spendingReports } from '../../src/health/reports.js';
import type { Probes } from '../../src/health/probes.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { readCostOfMonth } from '../../src/records/statistics/read-only.js';
import { outcome } from '../records/statistics/support/outcomes.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const NOW = new Date('2026-03-31T23:59:59.000Z');
const TENANT = 'acme';

describe('over statistics with $9 spent in March', () => {
  let dataDir: string;
  let outcomes: OutcomeStore;
  beforeEach(async () => {
    dataDir = newFolder();
    outcomes = await openOutcomeStore({ dataDir });
    for (const [endedAt, costMicroUsd, tenant] of [
      ['2026-02-28T23:59:59.999Z', 50e6, TENANT],
      ['2026-03-01T00:00:00.000Z', 4e6, TENANT],
      ['2026-03-31T20:00:00.000Z', 5e6, TENANT],
      ['2026-03-31T20:00:00.000Z', 70e6, 'other'],
    ] as const)
      await outcomes.record(outcome({ endedAt, costMicroUsd, tenant }));
  });
  afterEach(() => outcomes.close());

  test.each([
    [9, 'exhausted'],
    [10, 'warning'],
    [20, 'ok'],
  ] as const)('a budget of $%s → %s', async (monthlyBudgetUsd, level) => {
    const budget = await monthlyBudget(outcomes, { tenant: TENANT, monthlyBudgetUsd }, NOW);
    expect(budget).toEqual({ budgetUsd: monthlyBudgetUsd, spentUsd: 9, level });
  });

  test('no budget → none; a new month has spent nothing', async () => {
    const of = (monthlyBudgetUsd: number | null, now: Date) =>
      monthlyBudget(outcomes, { tenant: TENANT, monthlyBudgetUsd }, now);
    expect(await of(null, NOW)).toBeNull();
    expect(await of(9, new Date('2026-04-01T00:00:00Z'))).toMatchObject({ spentUsd: 0, level: 'ok' });
  });

  test('health says the level and no amounts; from 80 % it is degraded', async () => {
    const well = () => Promise.resolve(true);
    const probes: Probes = {
      ...{ platform: well, model: well, temporal: well },
      disk: () => Promise.resolve('ok'),
      writes: () => Promise.resolve(null),
      pause: () => Promise.resolve(null),
    };
    const health = (monthlyBudgetUsd: number) =>
      healthOf({ probes, outcomes, tenant: TENANT, monthlyBudgetUsd }, NOW);
    // Only what the last 24 hours cost was told before there were budgets.
    expect(await health(10)).toMatchObject({ status: 'degraded', budget: 'warning' });
    expect(await health(20)).toMatchObject({ status: 'healthy', budget: 'ok' });
  });

  test('doctor reads it without opening the store', async () => {
    const spentUsd = () => readCostOfMonth({ dataDir }, TENANT, NOW.toISOString());
    const found = (budgetUsd: number | null) =>
      budgetCheck({ budgetUsd, setting: 'tenants[1].monthlyBudgetUsd', spentUsd }).run();
    expect(await found(null)).toMatchObject({ status: 'ok', found: expect.stringContaining('$9.00') });
    expect(await found(20)).toMatchObject({ status: 'ok' });
    expect(await found(10)).toMatchObject({ status: 'warning', details: { level: 'warning' } });
    expect(await found(9)).toMatchObject({
      ...{ status: 'warning', found: expect.stringContaining('the rules decide') },
    });
  });
});

test('doctor finds nothing spent where there is no database yet', async () => {
  expect(await readCostOfMonth({ dataDir: newFolder() }, TENANT, NOW.toISOString())).toBe(0);
});

test('a budget that is spent is degraded like a model that is away', () => {
  const checks = { zendesk_api: 'ok', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' } as const;
  const vitals = { checks, metrics: { success_rate_24h: 1, p95_latency_24h: 1 }, writes: null, circuits: [] };
  expect(statusOf({ ...vitals, budget: 'exhausted' })).toBe('degraded');
  expect(statusOf({ ...vitals, budget: null })).toBe('healthy');
});

test('the log says how much of what is spent, and what follows', () => {
  const lines: string[] = [];
  const { budgetEvent } = spendingReports({
    warn: (_facts: object, text: string) => void lines.push(text),
  } as never);
  budgetEvent({ kind: 'level', tenant: TENANT, level: 'warning', use: { budgetUsd: 10, spentUsd: 8.5 } });
  budgetEvent({ kind: 'level', tenant: TENANT, level: 'exhausted', use: { budgetUsd: 10, spentUsd: 10 } });
  budgetEvent({ kind: 'unknown', tenant: TENANT, error: new Error('away') });
  expect(lines[0]).toContain("$8.50 of this month's $10.00");
  expect(lines[1]).toContain('the rules decide');
  expect(lines[2]).toContain('the model is asked');
});
