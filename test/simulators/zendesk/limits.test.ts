import { describe, expect, test } from '@jest/globals';
import { withZendesk } from './running-zendesk.js';

describe('limits', () => {
  test(
    'requests beyond the account’s limit → 429, and the headers count down to it',
    withZendesk({ tickets: 1, requestsPerMinute: 3 }, async (zendesk) => {
      const first = await zendesk.get('tickets/1');
      expect(first.headers.get('x-rate-limit')).toBe('3');
      expect(first.headers.get('x-rate-limit-remaining')).toBe('2');
      expect(first.headers.get('rate-limit-reset')).toMatch(/^\d+$/);
      await zendesk.get('tickets/1');
      await zendesk.get('tickets/1');
      const refused = await zendesk.get('tickets/1');
      expect([refused.status, refused.headers.get('x-rate-limit-remaining')]).toEqual([429, '0']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await zendesk.ledger()).toMatchObject({ requests: 4, status429: 1, maxPerMinute: 4 });
    }),
  );

  test(
    'updates have a limit of their own, which reads do not use',
    withZendesk({ updatesPerMinute: 2 }, async (zendesk) => {
      const ids = [await zendesk.open(), await zendesk.open(), await zendesk.open()];
      const statuses: number[] = [];
      for (const id of ids) {
        await zendesk.get(`tickets/${id}`);
        statuses.push((await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } })).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
    }),
  );

  test(
    'more updates of one ticket than allowed in ten minutes → 429, other tickets go on',
    withZendesk({ updatesPerTicket: 3 }, async (zendesk) => {
      const [id, other] = [await zendesk.open(), await zendesk.open()];
      const statuses: number[] = [];
      for (let write = 0; write < 4; write += 1) {
        statuses.push((await zendesk.put(`tickets/${id}`, { ticket: { tags: [`t${write}`] } })).status);
      }
      expect(statuses).toEqual([200, 200, 200, 429]);
      expect((await zendesk.put(`tickets/${other}`, { ticket: { tags: ['x'] } })).status).toBe(200);
    }),
  );

  test(
    'another limit can be set while it runs, and lifted',
    withZendesk({ tickets: 1 }, async (zendesk) => {
      await zendesk.control('faults', { requestsPerMinute: 1 });
      await zendesk.get('tickets/1');
      expect((await zendesk.get('tickets/1')).status).toBe(429);
      await zendesk.control('faults', {});
      expect((await zendesk.get('tickets/1')).status).toBe(200);
    }),
  );
});
