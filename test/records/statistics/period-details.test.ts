import { expect, test } from '@jest/globals';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { onEachDatabase } from './support/databases.js';
import { outcome, RULES_VERDICT } from './support/outcomes.js';

const DAY = { tenant: 'acme', from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' };
const FAILED = { kind: 'failed', verdict: null, latencyMs: null } as const;

onEachDatabase((newLocation) => {
  test('the slowest rounds of a period and tenant, slowest first; failed ones have no latency', async () => {
    const outcomes = await openOutcomeStore(await newLocation());
    for (const latencyMs of [2_000, 9_000, 5_000]) await outcomes.record(outcome({ latencyMs }));
    await outcomes.record(outcome({ ...FAILED, why: 'TenantUnknown' }));
    await outcomes.record(outcome({ tenant: 'beta', latencyMs: 60_000 }));
    await outcomes.record(outcome({ endedAt: DAY.to, latencyMs: 60_000 }));
    const latencies = (await outcomes.slowest(DAY, 2)).map(({ latencyMs }) => latencyMs);
    expect(latencies).toEqual([9_000, 5_000]);
    await outcomes.close();
  });

  test('failures by type: what failed rounds, and what left them to the rules, most frequent first', async () => {
    const outcomes = await openOutcomeStore(await newLocation());
    for (const why of ['TenantUnknown', 'TenantUnknown', null])
      await outcomes.record(outcome({ ...FAILED, why }));
    for (let round = 1; round <= 3; round++)
      await outcomes.record(outcome({ verdict: RULES_VERDICT, round }));
    await outcomes.record(outcome());
    await outcomes.record(outcome({ ...FAILED, why: 'TenantUnknown', tenant: 'beta' }));
    expect(await outcomes.failureTypes(DAY)).toEqual([
      { type: 'ModelTimeout', ended: 'rules', count: 3 },
      { type: 'TenantUnknown', ended: 'failed', count: 2 },
      { type: '', ended: 'failed', count: 1 },
    ]);
    await outcomes.close();
  });
});
