/* eslint-disable @typescript-eslint/no-unsafe-assignment -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { withFreshdesk } from './running-freshdesk.js';

const rateOf = (headers: Headers) =>
  ['total', 'remaining', 'used-currentrequest'].map((name) => headers.get(`x-ratelimit-${name}`));

describe('limits', () => {
  test(
    'what is embedded costs credits: one each in a ticket, two each in a listing',
    withFreshdesk({ tickets: 2, requestsPerMinute: 20 }, async (freshdesk) => {
      expect(rateOf((await freshdesk.get('tickets/1')).headers)).toEqual(['20', '19', '1']);
      const ticket = await freshdesk.get('tickets/1?include=conversations,requester');
      expect(rateOf(ticket.headers)).toEqual(['20', '16', '3']);
      const listing = await freshdesk.get('tickets?include=requester,stats');
      expect(rateOf(listing.headers)).toEqual(['20', '11', '5']);
    }),
  );

  test(
    'beyond the account’s limit → 429 with the seconds to wait, a text and no rate headers',
    withFreshdesk({ tickets: 1, requestsPerMinute: 2 }, async (freshdesk) => {
      await freshdesk.get('tickets/1?include=requester,stats');
      const { status, headers, body } = await freshdesk.get('tickets/1');
      expect([status, rateOf(headers)]).toEqual([429, [null, null, null]]);
      expect(headers.get('retry-after')).toMatch(/^([1-9]|[1-5]\d|60)$/);
      expect(body).toEqual(expect.stringContaining('exceeded'));
      expect(await freshdesk.ledger()).toMatchObject({ requests: 2, status429: 1 });
    }),
  );

  test(
    'updates and listings have limits of their own, which nothing else uses',
    withFreshdesk({ updatesPerMinute: 2, listsPerMinute: 1 }, async (freshdesk) => {
      const id = await freshdesk.open();
      const statuses: number[] = [];
      for (const tag of ['a', 'b', 'c']) {
        await freshdesk.get(`tickets/${id}`);
        await freshdesk.post(`tickets/${id}/notes`, { body: tag });
        statuses.push((await freshdesk.put(`tickets/${id}`, { tags: [tag] })).status);
      }
      expect(statuses).toEqual([200, 200, 429]);
      expect((await freshdesk.get('tickets')).status).toBe(200);
      expect((await freshdesk.get('tickets')).status).toBe(429);
    }),
  );

  test(
    'a refused request counts as faulted when the faults set the limit, and not when the account has it',
    withFreshdesk({ tickets: 1, requestsPerMinute: 1 }, async (freshdesk) => {
      await freshdesk.get('tickets/1');
      await freshdesk.get('tickets/1');
      await freshdesk.control('faults', { requestsPerMinute: 1 });
      expect((await freshdesk.get('tickets/1')).status).toBe(429);
      await freshdesk.control('faults', { requestsPerMinute: 0, updatesPerMinute: 1 });
      expect((await freshdesk.put('tickets/1', { subject: 'x' })).status).toBe(200);
      expect((await freshdesk.put('tickets/1', { subject: 'y' })).status).toBe(429);
      expect(await freshdesk.ledger()).toMatchObject({ faults: { rateLimited: 2 }, faultedRequests: 2 });
    }),
  );
});
