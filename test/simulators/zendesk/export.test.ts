/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { withZendesk, type RunningZendesk } from './running-zendesk.js';

const EXPORT = 'incremental/tickets/cursor.json';

async function readAll(zendesk: RunningZendesk, firstQuery: string) {
  const ids: number[] = [];
  const times: number[] = [];
  let pages = 0;
  for (let query = firstQuery; ;) {
    const { body, status } = await zendesk.get(`${EXPORT}?${query}`);
    expect(status).toBe(200);
    pages += 1;
    ids.push(...body.tickets.map(({ id }: { id: number }) => id));
    times.push(...body.tickets.map((ticket: { generated_timestamp: number }) => ticket.generated_timestamp));
    const cursor = body.after_cursor as string;
    query = `cursor=${encodeURIComponent(cursor)}&per_page=7`;
    if (body.end_of_stream === true) return { ids, times, pages, cursor };
  }
}

describe('incremental export', () => {
  test(
    'pages end at end_of_stream with every ticket once, in the order of their change',
    withZendesk({ tickets: 40 }, async (zendesk) => {
      const { ids, times, pages } = await readAll(zendesk, 'start_time=0&per_page=7');
      expect([...ids].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(pages).toBe(6);
    }),
  );

  test(
    'an updated ticket shows up again behind the last cursor, and only it',
    withZendesk({ tickets: 10 }, async (zendesk) => {
      const { cursor } = await readAll(zendesk, 'start_time=0&per_page=7');
      await zendesk.control('agent-edit', { id: 3, addTags: ['seen'] });
      const { body } = await zendesk.get(`${EXPORT}?cursor=${encodeURIComponent(cursor)}`);
      expect(body.tickets.map(({ id }: { id: number }) => id)).toEqual([3]);
      expect(body.tickets[0].tags).toContain('seen');
      expect(body.end_of_stream).toBe(true);
      const after = await zendesk.get(`${EXPORT}?cursor=${encodeURIComponent(body.after_cursor as string)}`);
      expect(after.body).toMatchObject({ tickets: [], end_of_stream: true, after_cursor: body.after_cursor });
    }),
  );

  test(
    'a ticket that changes between two pages is neither lost nor listed at its old place',
    withZendesk({ tickets: 10 }, async (zendesk) => {
      const first = (await zendesk.get(`${EXPORT}?start_time=0&per_page=4`)).body;
      const seen = first.tickets.map(({ id }: { id: number }) => id) as number[];
      const later = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].find((id) => !seen.includes(id)) ?? 0;
      await zendesk.control('agent-edit', { id: later, addTags: ['moved'] });
      const rest = (await zendesk.get(`${EXPORT}?cursor=${encodeURIComponent(first.after_cursor as string)}`))
        .body;
      const ids = rest.tickets.map(({ id }: { id: number }) => id) as number[];
      expect(ids).toHaveLength(6);
      expect(ids.at(-1)).toBe(later);
    }),
  );

  test(
    'start_time leaves out what changed before it',
    withZendesk({ tickets: 30 }, async (zendesk) => {
      const { times } = await readAll(zendesk, 'start_time=0&per_page=7');
      const middle = times[15] ?? 0;
      const { ids } = await readAll(zendesk, `start_time=${middle}&per_page=7`);
      expect(ids).toHaveLength(times.filter((time) => time >= middle).length);
    }),
  );

  test(
    'start_time within the last minute → 422 StartTimeTooRecent',
    withZendesk({}, async (zendesk) => {
      const { status, body } = await zendesk.get(
        `${EXPORT}?start_time=${Math.floor(Date.now() / 1000) - 30}`,
      );
      expect([status, body.error]).toEqual([422, 'StartTimeTooRecent']);
    }),
  );

  test(
    'a first page without tickets has no cursor',
    withZendesk({}, async (zendesk) => {
      const { body } = await zendesk.get(`${EXPORT}?start_time=0`);
      expect(body).toMatchObject({ tickets: [], after_cursor: null, after_url: null, end_of_stream: true });
    }),
  );

  test(
    'after_url leads to the next page',
    withZendesk({ tickets: 5 }, async (zendesk) => {
      const first = (await zendesk.get(`${EXPORT}?start_time=0&per_page=2`)).body;
      expect(first.after_url).toContain(`${zendesk.url}/api/v2/incremental/tickets/cursor.json?cursor=`);
      const next = (
        await zendesk.get(
          new URL(first.after_url as string).pathname.slice(8) + new URL(first.after_url as string).search,
        )
      ).body;
      expect(next.tickets).toHaveLength(2);
    }),
  );

  test(
    'more exports a minute than allowed → 429 with Retry-After',
    withZendesk({ exportsPerMinute: 2 }, async (zendesk) => {
      await zendesk.get(`${EXPORT}?start_time=0`);
      await zendesk.get(`${EXPORT}?start_time=0`);
      const { status, headers, body } = await zendesk.get(`${EXPORT}?start_time=0`);
      expect([status, body.error]).toEqual([429, 'APIRateLimitExceeded']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }),
  );

  test(
    'the most recent changes stay out as long as exportDelayMs says',
    withZendesk({ tickets: 3, exportDelayMs: 60_000 }, async (zendesk) => {
      await zendesk.open();
      expect((await readAll(zendesk, 'start_time=0&per_page=7')).ids).toHaveLength(3);
    }),
  );

  test(
    'deleted tickets are listed as deleted, and are 404 by id',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open({ status: 'deleted' });
      const { body } = await zendesk.get(`${EXPORT}?start_time=0`);
      expect(body.tickets[0]).toMatchObject({ id, status: 'deleted' });
      expect((await zendesk.get(`tickets/${id}`)).status).toBe(404);
    }),
  );

  test(
    'credentials that are no admin’s → 403',
    withZendesk({ faults: { agentRole: true } }, async (zendesk) => {
      expect((await zendesk.get(`${EXPORT}?start_time=0`)).status).toBe(403);
      expect((await zendesk.get('users/me')).body.user.role).toBe('agent');
    }),
  );
});
