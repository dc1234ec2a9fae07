/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { send, type Answer } from '../json-client.js';
import { AUTHORIZATION, withFreshdesk, type RunningFreshdesk } from './running-freshdesk.js';

const CHANGES = 'updated_since=2020-01-01T00:00:00Z&order_by=updated_at&order_type=asc';
const idsOf = ({ body }: Answer): number[] => body.map(({ id }: { id: number }) => id);

/** Every page, by the links of the answers. */
async function readAll(freshdesk: RunningFreshdesk, query: string): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let url: string | undefined = `${freshdesk.url}/api/v2/tickets?${query}`; url !== undefined;) {
    const page: Answer = await send(url, { headers: { authorization: AUTHORIZATION } });
    expect(page.status).toBe(200);
    pages.push(page);
    url = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
  }
  return pages;
}

describe('listing', () => {
  test(
    'the links lead through every ticket once, oldest change first, in full pages',
    withFreshdesk({ tickets: 60, seed: 4 }, async (freshdesk) => {
      const pages = await readAll(freshdesk, `${CHANGES}&per_page=25`);
      const tickets = pages.flatMap(({ body }) => body);
      const ledger = Object.values<{ spam: boolean; deleted: boolean }>((await freshdesk.ledger()).tickets);
      expect(new Set(tickets.map(({ id }) => id)).size).toBe(tickets.length);
      expect(tickets).toHaveLength(ledger.filter(({ spam, deleted }) => !spam && !deleted).length);
      const times = tickets.map(({ updated_at }) => updated_at as string);
      expect(times).toEqual([...times].sort());
      expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(pages.slice(0, -1).map(({ body }) => body.length)).toEqual(pages.slice(1).map(() => 25));
    }),
  );

  test(
    'deleted and spam tickets are in listings of their own only',
    withFreshdesk({}, async (freshdesk) => {
      const [shown, deleted, spam] = [
        await freshdesk.open(),
        await freshdesk.open({ status: 'deleted' }),
        await freshdesk.open({ status: 'spam' }),
      ];
      expect(idsOf(await freshdesk.get(`tickets?${CHANGES}`))).toEqual([shown]);
      expect(idsOf(await freshdesk.get('tickets?filter=deleted'))).toEqual([deleted]);
      expect(idsOf(await freshdesk.get('tickets?filter=spam'))).toEqual([spam]);
    }),
  );

  test(
    'tickets older than 30 days are listed only with updated_since, which includes its own second',
    withFreshdesk({}, async (freshdesk) => {
      const [old, young] = [await freshdesk.open({ ageDays: 31 }), await freshdesk.open({ ageDays: 29 })];
      expect(idsOf(await freshdesk.get('tickets'))).toEqual([young]);
      expect(idsOf(await freshdesk.get(`tickets?${CHANGES}`))).toEqual([old, young]);
      const stamp = (await freshdesk.get(`tickets/${young}`)).body.updated_at as string;
      expect(idsOf(await freshdesk.get(`tickets?updated_since=${stamp}`))).toEqual([young]);
      const later = new Date(Date.parse(stamp) + 1000).toISOString();
      expect(idsOf(await freshdesk.get(`tickets?updated_since=${later}`))).toEqual([]);
    }),
  );

  test(
    'an update, a note and an agent’s reply each move a ticket to the end of the changes',
    withFreshdesk({}, async (freshdesk) => {
      const opened = [3, 2, 1];
      const ids: number[] = [];
      for (const ageDays of opened) ids.push(await freshdesk.open({ ageDays }));
      const [first, second, third] = ids as [number, number, number];
      await freshdesk.put(`tickets/${first}`, { tags: ['x'] });
      expect(idsOf(await freshdesk.get(`tickets?${CHANGES}`))).toEqual([second, third, first]);
      await freshdesk.post(`tickets/${second}/notes`, { body: 'note' });
      expect(idsOf(await freshdesk.get(`tickets?${CHANGES}`))).toEqual([third, first, second]);
      await freshdesk.control('agent-edit', { id: third, reply: 'Hello' });
      expect(idsOf(await freshdesk.get(`tickets?${CHANGES}`))).toEqual([first, second, third]);
    }),
  );

  test(
    'a ticket that changes between two pages lets the next page miss one: pages are no snapshot',
    withFreshdesk({}, async (freshdesk) => {
      const ids: number[] = [];
      for (const ageDays of [4, 3, 2, 1]) ids.push(await freshdesk.open({ ageDays }));
      const first = await freshdesk.get(`tickets?${CHANGES}&per_page=2`);
      await freshdesk.put(`tickets/${ids[0]}`, { tags: ['x'] });
      const next = await freshdesk.get(`tickets?${CHANGES}&per_page=2&page=2`);
      expect([idsOf(first), idsOf(next)]).toEqual([
        [ids[0], ids[1]],
        [ids[3], ids[0]],
      ]);
    }),
  );

  test(
    'descriptions, stats and requesters come only when asked for',
    withFreshdesk({}, async (freshdesk) => {
      await freshdesk.open({ requester: 'someone@example.com' });
      const [plain] = (await freshdesk.get('tickets')).body;
      expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['description']));
      const [full] = (await freshdesk.get('tickets?include=description,requester,stats')).body;
      expect(full).toMatchObject({
        description: '<div>It broke.</div>',
        description_text: 'It broke.',
        requester: { email: 'someone@example.com' },
        stats: { resolved_at: null },
      });
    }),
  );

  test(
    'newest creation first unless asked otherwise, and by requester',
    withFreshdesk({}, async (freshdesk) => {
      const old = await freshdesk.open({ ageDays: 2, requester: 'someone@example.com' });
      const young = await freshdesk.open({ ageDays: 1 });
      expect(idsOf(await freshdesk.get('tickets'))).toEqual([young, old]);
      expect(idsOf(await freshdesk.get('tickets?email=someone@example.com'))).toEqual([old]);
      const requesterId = (await freshdesk.get(`tickets/${young}`)).body.requester_id as number;
      expect(idsOf(await freshdesk.get(`tickets?requester_id=${requesterId}`))).toEqual([young]);
    }),
  );

  test.each([
    ['page=301', 'page', 'invalid_value'],
    ['page=0', 'page', 'invalid_value'],
    ['per_page=101', 'per_page', 'invalid_value'],
    ['order_by=priority', 'order_by', 'invalid_value'],
    ['filter=mine', 'filter', 'invalid_value'],
    ['updated_since=yesterday', 'updated_since', 'invalid_date'],
    ['include=conversations', 'include', 'invalid_value'],
    ['start_time=1', 'start_time', 'invalid_field'],
  ])('%s → 400 that names %s', async (query, field, code) => {
    await withFreshdesk({}, async (freshdesk) => {
      const { status, body } = await freshdesk.get(`tickets?${query}`);
      expect([status, body.description]).toEqual([400, 'Validation failed']);
      expect(body.errors).toEqual([{ field, code, message: expect.any(String) }]);
    })();
  });
});
