import { describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { tenantState, type TenantStateSources } from '../../../src/health/metrics/tenant-state.js';
import type { FinishedScan } from '../../../src/ports/records.js';

const NOW = new Date('2026-03-02T10:00:00Z');

/** A server whose scan schedule started scans at these times, oldest last as a server may tell them. */
function server({ started = [] as string[], paused = '' } = {}): Client {
  const describeSchedule = (id: string) => ({
    state: { paused: id === paused },
    info: { recentActions: started.map((time) => ({ scheduledAt: new Date(time) })) },
  });
  return {
    options: { namespace: 'default' },
    withDeadline: (_deadline: number, ask: () => unknown) => ask(),
    schedule: { getHandle: (id: string) => ({ describe: () => Promise.resolve(describeSchedule(id)) }) },
    workflow: { count: () => Promise.resolve({ count: 4 }) },
    workflowService: {
      describeTaskQueue: () =>
        Promise.resolve({
          config: { queueRateLimit: { rateLimit: { requestsPerSecond: 0 } } },
          stats: { approximateBacklogCount: 6 },
        }),
    },
  } as unknown as Client;
}

const statistics = (endedAt: string | null): TenantStateSources['outcomes'] => ({
  lastScan: () => Promise.resolve(endedAt === null ? null : ({ endedAt } as FinishedScan)),
  costOfMonth: () => Promise.resolve(2_500_000),
});

const stateOf = (client: Client, outcomes: TenantStateSources['outcomes']) =>
  tenantState({ client, outcomes, tenant: 'acme', monthBudgetUsd: 10 }, NOW);

test('what Temporal and the statistics say of a tenant', async () => {
  expect(await stateOf(server({ paused: 'revive-acme' }), statistics('2026-03-02T09:00:00Z'))).toEqual({
    tenant: 'acme',
    lastScanMs: Date.parse('2026-03-02T09:00:00Z'),
    scanDueSinceMs: null,
    paused: { scan: false, revive: true, upgrade: false },
    openTickets: 4,
    writesStopped: true,
    waitingWrites: 6,
    monthCostUsd: 2.5,
    monthBudgetUsd: 10,
    readable: { temporal: true, statistics: true },
  });
});

describe('a scan is due since', () => {
  const [at8, at9, at10] = ['2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'];

  test.each<[string, string[], string | null, string | null]>([
    ['nothing is due before the schedule started any', [], null, null],
    ['the first that was started, while none has ended', [at10, at9], null, at9],
    ['the oldest that was started after the last one ended', [at10, at9, at8], '2026-03-02T08:30:00Z', at9],
    ['nothing is due once one ended after the latest start', [at9, at8], '2026-03-02T09:05:00Z', null],
  ])('%s', async (_what, started, lastEnd, expected) => {
    const { scanDueSinceMs } = await stateOf(server({ started }), statistics(lastEnd));
    expect(scanDueSinceMs).toBe(expected === null ? null : Date.parse(expected));
  });
});

test('a server that is away leaves what it knows undefined', async () => {
  const away = { withDeadline: () => Promise.reject(new Error('away')) } as unknown as Client;
  expect(await stateOf(away, statistics(null))).toMatchObject({
    ...{ paused: undefined, openTickets: undefined, writesStopped: undefined, scanDueSinceMs: undefined },
    ...{ lastScanMs: null, monthCostUsd: 2.5, readable: { temporal: false, statistics: true } },
  });
});

test('statistics that are away leave undefined whether a scan is due', async () => {
  const away = { ...statistics(null), lastScan: () => Promise.reject(new Error('away')) };
  expect(await stateOf(server({ started: ['2026-03-02T08:00:00Z'] }), away)).toMatchObject({
    ...{ lastScanMs: undefined, scanDueSinceMs: undefined, monthCostUsd: undefined },
    ...{ openTickets: 4, readable: { temporal: true, statistics: false } },
  });
});
