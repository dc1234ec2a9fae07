import { describe, expect, test } from '@jest/globals';
import { createRequesterTickets } from '../../../src/platforms/freshdesk/people.js';
import { withServer } from './fake-account.js';
import { TICKET } from './samples.js';

describe('the tickets of a requester', () => {
  test.each([
    ['rita@shop.example', { email: 'rita@shop.example' }],
    ['501', { requester_id: '501' }],
  ])('%s: all of them, page by page, however old', async (requester, wanted) => {
    const pages = [
      Array.from({ length: 100 }, (_none, index) => ({ ...TICKET, id: index + 1 })),
      [{ ...TICKET, id: 101 }],
    ];
    await withServer(
      ({ query }) => ({ body: pages[Number(query['page']) - 1] }),
      async ({ url, requests }) => {
        const found = await createRequesterTickets({ baseUrl: url, auth: { apiKey: 'k' } }).find(requester);
        expect(found).toHaveLength(101);
        expect(requests[1]?.query).toMatchObject({
          ...wanted,
          updated_since: '2000-01-01T00:00:00Z',
          page: '2',
        });
      },
    );
  });
});
