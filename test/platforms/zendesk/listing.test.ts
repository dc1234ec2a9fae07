import { describe, expect, test } from '@jest/globals';
import { fixture, withAccount } from './fake-account.js';

const PATH = '/api/v2/incremental/tickets/cursor';

const NOWHERE = { group: null, brand: null, form: null, channel: null };

describe('listChanges', () => {
  test('a start time is asked as Unix seconds, and the page is reduced to what decides', async () => {
    await withAccount([{ body: fixture('changes-page') }], async ({ platform, requests }) => {
      const listing = await platform().listChanges({ startTime: '2026-09-18T15:00:00.900Z' });
      expect(listing).toEqual({
        tickets: [
          {
            ...{
              ticketId: '28',
              status: 'new',
              tags: ['vip', 'Web Form'],
              updatedAt: '2026-09-18T15:57:42Z',
            },
            place: { group: null, brand: null, form: null, channel: 'api' },
          },
          { ticketId: '29', status: 'deleted', tags: [], place: NOWHERE, updatedAt: '2026-09-18T16:00:00Z' },
          { ticketId: '30', status: 'open', tags: [], place: NOWHERE, updatedAt: '2026-09-18T16:01:00.000Z' },
        ],
        cursor: 'MTc4OTc0NzI2MC4wfHwzMHw=',
        endOfStream: false,
      });
      expect(requests).toEqual([
        expect.objectContaining({
          method: 'GET',
          path: PATH,
          query: { per_page: '500', start_time: '1789743600' },
          body: null,
        }),
      ]);
    });
  });

  test('a cursor is passed on as it came, without a start time', async () => {
    await withAccount([{ body: fixture('changes-page') }], async ({ platform, requests }) => {
      await platform({ pageSize: 3 }).listChanges({ cursor: 'MTY5==' });
      expect(requests[0]?.query).toEqual({ per_page: '3', cursor: 'MTY5==' });
    });
  });

  test('an account without changes → end of stream, and a cursor that restarts at the same time', async () => {
    const empty = { body: fixture('changes-empty') };
    await withAccount([empty, empty], async ({ platform, requests }) => {
      const first = await platform().listChanges({ startTime: '2026-09-18T15:00:00Z' });
      expect(first).toEqual({ tickets: [], cursor: 'time:1789743600', endOfStream: true });
      expect((await platform().listChanges({ cursor: first.cursor })).cursor).toBe(first.cursor);
      expect(requests[1]?.query).toEqual({ per_page: '500', start_time: '1789743600' });
    });
  });

  test.each<[string, unknown, string | null, string]>([
    ['null', null, null, 'the line itself'],
    ['text', 'ticket', null, 'the line itself'],
    ['a list', [{ id: 2 }], null, 'the line itself'],
    ['no ID', { status: 'new' }, null, 'id'],
    ['the ID null', { id: null }, null, 'id'],
    ['an ID that is text', { id: 'Ms Smith' }, null, 'id'],
    ['an ID below 1', { id: -7 }, null, 'id'],
    ['an ID with a fraction', { id: 7.5 }, null, 'id'],
    ['an ID that no number holds', { id: 1e30 }, null, 'id'],
    ['an ID that is a list', { id: [7] }, null, 'id'],
  ])('a line that is %s is left out and told; the page goes on', async (_name, line, ticketId, place) => {
    const readable = (id: number) => ({ id, status: 'open', tags: [], updated_at: '2026-09-18T15:57:42Z' });
    const body = { tickets: [readable(1), line, readable(3)], after_cursor: 'c==', end_of_stream: false };
    await withAccount([{ body }], async ({ platform }) => {
      const listing = await platform().listChanges({ cursor: 'x' });
      expect(listing.tickets.map((ticket) => ticket.ticketId)).toEqual(['1', '3']);
      expect(listing).toMatchObject({ cursor: 'c==', endOfStream: false });
      expect(listing.unreadable).toEqual([{ ticketId, why: `unexpected at ${place}` }]);
    });
  });

  test.each([
    ['times that are none', { updated_at: 'yesterday', generated_timestamp: 1e300 }],
    ['fields of another type', { updated_at: 5, tags: 'vip', status: 7, via: 'mail', subject: {} }],
  ])('a line with %s is a ticket all the same', async (_name, odd) => {
    await withAccount([{ body: { tickets: [{ id: 1, ...odd }] } }], async ({ platform }) => {
      const { tickets, unreadable } = await platform().listChanges({ cursor: 'x' });
      expect(tickets).toMatchObject([{ ticketId: '1', status: 'open', tags: [] }]);
      expect(Date.parse(tickets[0]?.updatedAt ?? '')).toBeGreaterThan(0);
      expect(unreadable).toBeUndefined();
    });
  });

  test('many lines, none readable → protocol error: another format is no page of odd tickets', async () => {
    const tickets = Array.from({ length: 20 }, () => ({ number: 1 }));
    await withAccount([{ body: { tickets } }], async ({ platform }) => {
      await expect(platform().listChanges({ cursor: 'x' })).rejects.toMatchObject({
        kind: 'protocol',
        message: 'list changes: expected tickets, got 20 other lines: unexpected at id',
      });
    });
  });

  test('pages are followed by their cursor until the stream ends; its last cursor begins the next scan', async () => {
    const page = (ids: number[], afterCursor: string, ended: boolean) => ({
      body: {
        tickets: ids.map((id) => ({ id, status: 'open', tags: null, updated_at: '2026-09-18T15:57:42Z' })),
        after_cursor: afterCursor,
        end_of_stream: ended,
      },
    });
    const answers = [page([1, 2], 'a==', false), page([3], 'b==', false), page([], 'c==', true)];
    await withAccount(answers, async ({ platform, requests }) => {
      const seen: string[] = [];
      let listing = await platform().listChanges({ startTime: '2026-09-18T15:00:00Z' });
      for (; !listing.endOfStream; listing = await platform().listChanges({ cursor: listing.cursor }))
        seen.push(...listing.tickets.map(({ ticketId }) => ticketId));
      expect(seen).toEqual(['1', '2', '3']);
      expect(listing.cursor).toBe('c==');
      expect(requests.map(({ query }) => query['cursor'])).toEqual([undefined, 'a==', 'b==']);
    });
  });
});
