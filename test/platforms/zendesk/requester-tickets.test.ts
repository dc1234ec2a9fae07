import { describe, expect, test } from '@jest/globals';
import { createRequesterTickets } from '../../../src/platforms/zendesk/people.js';
import { cannedError, platformErrorOf, withAccount } from './fake-account.js';

const auth = { oauthToken: 'oa-1' };
const page = (ids: number[], after: string | null) => ({
  body: {
    results: ids.map((id) => ({ id, result_type: 'ticket', subject: 'never looked at' })),
    meta: { has_more: after !== null, after_cursor: after },
    links: { next: after === null ? null : 'https://elsewhere.example/next' },
  },
});

describe('createRequesterTickets', () => {
  test('every page of the export of search results, asked of the account itself', async () => {
    await withAccount([page([1, 2], 'c-1'), page([3], null)], async ({ url, requests }) => {
      const found = await createRequesterTickets({ baseUrl: url, auth }).find('ada@example.com');
      expect(found).toEqual(['1', '2', '3']);
      const asked = { query: 'requester:ada@example.com', 'filter[type]': 'ticket', 'page[size]': '100' };
      expect(requests.map(({ path, query }) => ({ path, query }))).toEqual([
        { path: '/api/v2/search/export', query: asked },
        { path: '/api/v2/search/export', query: { ...asked, 'page[after]': 'c-1' } },
      ]);
    });
  });

  test('nobody of that name → none; no right to search → an error that does not name the person', async () => {
    await withAccount([page([], null), cannedError('forbidden')], async ({ url }) => {
      const tickets = createRequesterTickets({ baseUrl: url, auth });
      expect(await tickets.find('nobody@example.com')).toEqual([]);
      const error = await platformErrorOf(tickets.find('ada@example.com'));
      expect(error.kind).toBe('forbidden');
      expect(error.message).not.toContain('ada');
    });
  });
});
