import { expect, test } from '@jest/globals';
import type { OutcomeListQuery } from '../../../src/ports/records.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { onEachDatabase } from './support/databases.js';
import { failed, outcome, RULES_VERDICT, unchanged } from './support/outcomes.js';

const MARCH = { tenant: null, from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z', limit: 10 };

onEachDatabase((newLocation) => {
  async function list(records: readonly OutcomeRecord[], query: Partial<OutcomeListQuery>) {
    const store = await openOutcomeStore(await newLocation());
    try {
      for (const record of records) await store.record(record);
      return await store.list({ ...MARCH, ...query });
    } finally {
      await store.close();
    }
  }

  const one = outcome({ ticketId: '1', endedAt: '2026-03-01T00:00:00.000Z' });
  const two = outcome({ ticketId: '2', verdict: RULES_VERDICT, endedAt: '2026-03-02T00:00:00.000Z' });
  const three = failed({ ticketId: '3', tenant: 'globex', endedAt: '2026-03-03T00:00:00.000Z' });
  const four = unchanged({ ticketId: '4', endedAt: '2026-03-04T00:00:00.000Z' });
  const after = outcome({ ticketId: '5', endedAt: MARCH.to });
  const all = [one, two, three, four, after];

  test.each([
    [{}, ['4', '3', '2', '1']],
    [{ tenant: 'acme' }, ['4', '2', '1']],
    [{ kind: 'failed' }, ['3']],
    [{ source: 'rules' }, ['2']],
    [{ source: 'llm', rootCause: 'bug', urgency: 'high', sentiment: 'negative' }, ['1']],
    [{ rootCause: 'refund' }, []],
    [{ ticketId: '2' }, ['2']],
    [{ limit: 2 }, ['4', '3']],
    [{ below: two }, ['1']],
  ] as const)('%j → tickets %j', async (query, ticketIds) => {
    expect((await list(all, query)).map(({ ticketId }) => ticketId)).toEqual(ticketIds);
  });

  test('rounds of the same moment: pages neither repeat nor lose any', async () => {
    const store = await openOutcomeStore(await newLocation());
    const endedAt = '2026-03-05T00:00:00.000Z';
    for (let number = 1; number <= 7; number += 1)
      await store.record(outcome({ ticketId: 'same', runId: 'same', round: number, endedAt }));
    const found: number[] = [];
    for (let below: OutcomeRecord | undefined; ;) {
      const page = await store.list({ ...MARCH, limit: 3, ...(below && { below }) });
      found.push(...page.map(({ round }) => round));
      below = page.at(-1);
      if (below === undefined) break;
    }
    await store.close();
    expect(found).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});
