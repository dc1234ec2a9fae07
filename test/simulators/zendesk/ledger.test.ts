/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { withZendesk } from './running-zendesk.js';

describe('ledger', () => {
  test(
    'foreign tags that an API write drops are lost; those an agent takes off, and the integration’s own, are not',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open({ tags: ['seeded', 'dropped_by_agent'] });
      await zendesk.control('agent-edit', { id, addTags: ['agents'], removeTags: ['dropped_by_agent'] });
      await zendesk.put(`tickets/${id}`, { ticket: { tags: ['seeded', 'agents', 'own'] } });
      await zendesk.put(`tickets/${id}`, { ticket: { tags: ['agents'] } });
      expect((await zendesk.ledger()).tickets[id]).toMatchObject({
        writes: 2,
        lostForeignTags: ['seeded'],
        tags: ['agents'],
      });
    }),
  );

  test(
    'only private comments of the integration are AI comments, and their texts are kept',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open();
      await zendesk.put(`tickets/${id}`, { ticket: { comment: { body: 'private', public: false } } });
      await zendesk.put(`tickets/${id}`, { ticket: { comment: { body: 'public' } } });
      await zendesk.control('agent-edit', { id, note: 'an agent’s note', reply: 'an agent’s reply' });
      expect((await zendesk.ledger()).tickets[id]).toMatchObject({
        writes: 2,
        aiComments: 1,
        notes: ['private'],
      });
    }),
  );

  test(
    'a priority counts as a person’s when a person set it, not when the API did',
    withZendesk({}, async (zendesk) => {
      const [ours, theirs, atCreation] = [
        await zendesk.open(),
        await zendesk.open(),
        await zendesk.open({ priority: 'low' }),
      ];
      await zendesk.put(`tickets/${ours}`, { ticket: { priority: 'high' } });
      await zendesk.control('agent-edit', { id: theirs, priority: 'urgent' });
      await zendesk.put(`tickets/${theirs}`, { ticket: { priority: 'low' } });
      const { tickets } = await zendesk.ledger();
      expect(tickets[ours]).toMatchObject({
        personPriority: false,
        overwrittenPriorities: 0,
        priority: 'high',
      });
      expect(tickets[theirs]).toMatchObject({
        personPriority: true,
        overwrittenPriorities: 1,
        priority: 'low',
      });
      expect(tickets[atCreation]).toMatchObject({ personPriority: true, overwrittenPriorities: 0 });
    }),
  );

  test(
    'requests are counted by route, the control surface is not',
    withZendesk({ tickets: 2 }, async (zendesk) => {
      await zendesk.get('tickets/1');
      await zendesk.get('tickets/2.json');
      const ledger = await zendesk.ledger();
      expect(ledger).toMatchObject({ requests: 2, byRoute: { 'GET /api/v2/tickets/:id': 2 }, status429: 0 });
    }),
  );
});
