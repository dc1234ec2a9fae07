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

  test('a page whose tickets have no ID → protocol error that names the place', async () => {
    await withAccount([{ body: { tickets: [{ status: 'new' }] } }], async ({ platform }) => {
      await expect(platform().listChanges({ cursor: 'x' })).rejects.toMatchObject({
        kind: 'protocol',
        message: `GET ${PATH}: expected a JSON answer, got 200, application/json, unexpected at tickets.0.id`,
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
