/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { createRequesterTickets } from '../../../src/platforms/zendesk/people.js';
import { withZendesk, type RunningZendesk } from './running-zendesk.js';

const ADA = { name: 'Ada Quillfeather', email: 'Ada.Quillfeather@example.com' };
const OTHER = { name: 'Bo Quillfeather', email: 'bo@example.com' };

const search = (zendesk: RunningZendesk, query: string, more: Record<string, string> = {}) => {
  const asked = new URLSearchParams({ query, 'filter[type]': 'ticket', ...more });
  return zendesk.get(`search/export.json?${asked.toString()}`);
};
const idsOf = (answer: { body: { results: { id: number }[] } }) => answer.body.results.map(({ id }) => id);

describe('export of search results', () => {
  test(
    'a requester by address in either case, by ID, by name: theirs alone, closed ones too, deleted ones not',
    withZendesk({ tickets: 20 }, async (zendesk) => {
      const open = await zendesk.open({ requester: ADA });
      const closed = await zendesk.open({ requester: ADA, status: 'closed' });
      await zendesk.open({ requester: ADA, status: 'deleted' });
      await zendesk.open({ requester: OTHER });
      expect(idsOf(await search(zendesk, 'requester:ada.quillfeather@EXAMPLE.com'))).toEqual([open, closed]);
      expect(idsOf(await search(zendesk, 'requester:"ada quillfeather"'))).toEqual([open, closed]);
      expect(idsOf(await search(zendesk, 'requester:ada status:closed'))).toEqual([closed]);
      const { requester_id: requesterId } = (await zendesk.get(`tickets/${open}`)).body.ticket;
      expect(idsOf(await search(zendesk, `requester:${requesterId}`))).toContain(open);
      expect(idsOf(await search(zendesk, 'requester:nobody@example.com'))).toEqual([]);
    }),
  );

  test(
    'the shape of an answer, and a link to the next page that leads on',
    withZendesk({}, async (zendesk) => {
      const ids: number[] = [];
      for (let count = 0; count < 3; count += 1) ids.push(await zendesk.open({ requester: ADA }));
      const first = await search(zendesk, 'requester:ada.quillfeather@example.com', { 'page[size]': '2' });
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({
        facets: null,
        meta: { has_more: true, before_cursor: null, after_cursor: expect.any(String) },
        links: { prev: null },
      });
      expect(first.body).not.toHaveProperty('count');
      expect(first.body.results[0]).toMatchObject({ id: ids[0], result_type: 'ticket', subject: 'Broken' });
      const { pathname, search: asked } = new URL(first.body.links.next as string);
      const second = await zendesk.get(pathname.replace('/api/v2/', '') + asked);
      expect(idsOf(first).concat(idsOf(second))).toEqual(ids);
      expect(second.body).toMatchObject({ meta: { has_more: false }, links: { next: null } });
    }),
  );

  test.each([
    ['no filter[type]', 'query=requester:1', 400],
    ['another filter[type]', 'query=requester:1&filter[type]=article', 400],
    ['no query', 'filter[type]=ticket', 400],
    ['type in the query', 'query=type:ticket requester:1&filter[type]=ticket', 422],
    ['a free word', 'query=broken&filter[type]=ticket', 422],
    ['a page of more than 1000', 'query=requester:1&filter[type]=ticket&page[size]=1001', 400],
    ['a cursor that is none', 'query=requester:1&filter[type]=ticket&page[after]=x', 400],
  ])('%s → refused', (_case, query, status) =>
    withZendesk({}, async (zendesk) => {
      expect((await zendesk.get(`search/export?${query}`)).status).toBe(status);
    })(),
  );

  test(
    'more than the minute allows → 429 with Retry-After',
    withZendesk({ searchExportsPerMinute: 1 }, async (zendesk) => {
      await search(zendesk, 'requester:1');
      const { status, headers } = await search(zendesk, 'requester:1');
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }),
  );

  test(
    'our own search for the tickets of a requester reads it, page by page',
    withZendesk({}, async (zendesk) => {
      const ids: string[] = [];
      for (let count = 0; count < 101; count += 1) ids.push(String(await zendesk.open({ requester: ADA })));
      await zendesk.open({ requester: OTHER });
      const tickets = createRequesterTickets({ baseUrl: zendesk.url, auth: { oauthToken: 'oa-1' } });
      expect(await tickets.find(ADA.email)).toEqual(ids);
      expect((await zendesk.ledger()).byRoute).toMatchObject({ 'GET /api/v2/search/export': 2 });
    }),
  );
});
