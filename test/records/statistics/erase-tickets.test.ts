import { expect, test } from '@jest/globals';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { onEachDatabase } from './support/databases.js';
import { outcome } from './support/outcomes.js';

const ALWAYS = { tenant: null, from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

onEachDatabase((newLocation) => {
  test('erased tickets are found no more, others are, and every figure stays as it was', async () => {
    const store = await openOutcomeStore(await newLocation());
    const rounds = [
      ...['7', '7', '8', '9'].map((ticketId) => outcome({ tenant: 'acme', platform: 'zendesk', ticketId })),
      outcome({ tenant: 'other', platform: 'zendesk', ticketId: '7' }),
    ];
    for (const round of rounds) await store.record(round);
    const before = await store.figures(ALWAYS);
    const query = { tenant: 'acme', platform: 'zendesk', ticketIds: ['7', '8', '1000'] } as const;
    expect(await store.eraseTickets(query)).toEqual({ outcomes: 3, cachedVerdicts: 0 });
    expect(await store.eraseTickets(query)).toEqual({ outcomes: 0, cachedVerdicts: 0 });
    expect(await store.figures(ALWAYS)).toEqual(before);
    const left = (await store.recent(ALWAYS, 10))
      .map(({ tenant, ticketId }) => `${tenant} ${ticketId}`)
      .sort();
    expect(left).toEqual(['acme 9', 'acme erased', 'acme erased', 'acme erased', 'other 7']);
    for (const ticketId of ['7', '8'])
      expect(await store.ofTicket({ tenant: 'acme', platform: 'zendesk', ticketId })).toEqual([]);
    await store.close();
  });
});
