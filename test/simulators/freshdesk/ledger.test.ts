/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { withFreshdesk } from './running-freshdesk.js';

describe('ledger', () => {
  test(
    'foreign tags that an API update drops are lost; those an agent takes off, and the integration’s own, are not',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open({ tags: ['seeded', 'dropped_by_agent'] });
      await freshdesk.control('agent-edit', { id, addTags: ['agents'], removeTags: ['Dropped_by_agent'] });
      await freshdesk.put(`tickets/${id}`, { tags: ['seeded', 'agents', 'own'] });
      await freshdesk.put(`tickets/${id}`, { tags: ['agents'] });
      expect((await freshdesk.ledger()).tickets[id]).toMatchObject({
        writes: 2,
        lostForeignTags: ['seeded'],
        tags: ['agents'],
      });
    }),
  );

  test(
    'an update is a write, a note is none; only the integration’s private notes are AI comments',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open();
      await freshdesk.put(`tickets/${id}`, { priority: 2 });
      await freshdesk.post(`tickets/${id}/notes`, { body: 'private<br>note' });
      await freshdesk.post(`tickets/${id}/notes`, { body: 'public', private: false });
      await freshdesk.control('agent-edit', { id, note: 'an agent’s note', reply: 'an agent’s reply' });
      expect((await freshdesk.ledger()).tickets[id]).toMatchObject({
        writes: 1,
        aiComments: 1,
        notes: ['private note'],
        lostForeignTags: [],
      });
    }),
  );

  test(
    'a priority counts as a person’s once a person chose another than the first',
    withFreshdesk({}, async (freshdesk) => {
      const [ours, theirs, atFirst] = [
        await freshdesk.open(),
        await freshdesk.open(),
        await freshdesk.open({ priority: 2 }),
      ];
      await freshdesk.put(`tickets/${ours}`, { priority: 3 });
      await freshdesk.control('agent-edit', { id: theirs, priority: 4 });
      await freshdesk.put(`tickets/${theirs}`, { priority: 1 });
      const { tickets } = await freshdesk.ledger();
      expect(tickets[ours]).toMatchObject({ personPriority: false, overwrittenPriorities: 0, priority: 3 });
      expect(tickets[theirs]).toMatchObject({ personPriority: true, overwrittenPriorities: 1, priority: 1 });
      expect(tickets[atFirst]).toMatchObject({ personPriority: true, overwrittenPriorities: 0 });
    }),
  );

  test(
    'requests are counted by route, the control surface is not',
    withFreshdesk({ tickets: 2 }, async (freshdesk) => {
      await freshdesk.get('tickets/1');
      await freshdesk.get('tickets/2?include=stats');
      expect(await freshdesk.ledger()).toMatchObject({
        requests: 2,
        byRoute: { 'GET /api/v2/tickets/:id': 2 },
        byStatus: { 200: 2 },
        status429: 0,
        maxPerMinute: 2,
      });
    }),
  );
});
