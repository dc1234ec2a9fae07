import { describe, expect, test } from '@jest/globals';
import type { TicketPlatform } from '../../../src/ports/platform.js';
import { withAccount, withServer, type Answering } from './fake-account.js';
import { TICKET } from './samples.js';

const PAGE = 100;
const startTime = '2026-09-18T10:00:00Z';

describe('listChanges', () => {
  test('asks for the oldest changes since a time, and reduces them to what decides', async () => {
    const place = { group: null, brand: null, form: null, channel: 'email' };
    const spam = { ...TICKET, id: 43, spam: true, updated_at: '2026-09-18T10:06:00Z' };
    await withAccount([{ body: [TICKET, spam] }], async ({ platform, requests }) => {
      const listing = await platform().listChanges({ startTime });
      expect(requests).toMatchObject([
        {
          path: '/api/v2/tickets',
          query: {
            updated_since: '2026-09-18T09:59:59Z',
            order_by: 'updated_at',
            order_type: 'asc',
            per_page: '100',
            page: '1',
          },
        },
      ]);
      expect(listing).toEqual({
        tickets: [
          { ticketId: '42', status: 'open', tags: ['billing'], place, updatedAt: '2026-09-18T10:05:07Z' },
          { ticketId: '43', status: 'deleted', tags: ['billing'], place, updatedAt: '2026-09-18T10:06:00Z' },
        ],
        cursor: expect.any(String),
        endOfStream: true,
      });
    });
  });

  test.each<[string, unknown, string | null, string]>([
    ['null', null, null, 'the line itself'],
    ['a number', 7, null, 'the line itself'],
    ['without an ID', { ...TICKET, id: undefined }, null, 'id'],
    ['with text for an ID', { ...TICKET, id: 'x@example.com' }, null, 'id'],
    ['without a time', { ...TICKET, id: 77, updated_at: null }, '77', 'updated_at'],
    ['with a time that is none', { ...TICKET, id: 77, updated_at: 1_789_743_600 }, '77', 'updated_at'],
  ])('a line %s is left out and told; the page goes on', async (_name, line, ticketId, place) => {
    const last = { ...TICKET, id: 43, updated_at: '2026-09-18T10:06:00Z' };
    await withAccount([{ body: [TICKET, line, last] }, { body: [TICKET, last] }], async ({ platform }) => {
      const listing = await platform().listChanges({ startTime });
      expect(listing.tickets.map((ticket) => ticket.ticketId)).toEqual(['42', '43']);
      expect(listing.unreadable).toEqual([{ ticketId, why: `unexpected at ${place}` }]);
      expect(await platform().listChanges({ cursor: listing.cursor })).toMatchObject({ tickets: [] });
    });
  });

  test('a line that says who and when it is, and cannot be read, is told once', async () => {
    const odd = { ...TICKET, tags: 5, id: 77, updated_at: '2026-09-18T10:06:00Z', status: { open: true } };
    const unusable = { ...odd, id: 'seventy', updated_at: '2026-09-18T10:07:00Z' };
    await withAccount([{ body: [odd, unusable] }], async ({ platform }) => {
      const { tickets, unreadable } = await platform().listChanges({ startTime });
      expect(tickets).toMatchObject([{ ticketId: '77', tags: [], status: 'open' }]);
      expect(unreadable).toHaveLength(1);
    });
  });

  test.each([
    ['the far future', '2999-01-01T00:00:00Z'],
    ['an hour ahead', new Date(Date.now() + 3_600_000).toISOString()],
  ])('a line from %s does not send the listing there', async (_when, updated_at) => {
    const ahead = { ...TICKET, id: 77, updated_at };
    await withAccount([{ body: [TICKET, ahead] }, { body: [ahead] }], async ({ platform, requests }) => {
      const { cursor, tickets } = await platform().listChanges({ startTime });
      expect(tickets).toHaveLength(2);
      expect((await platform().listChanges({ cursor })).tickets).toEqual([]);
      expect(Date.parse(requests[1]?.query['updated_since'] ?? '')).toBeLessThanOrEqual(Date.now());
    });
  });

  test('a cursor of another adapter → invalid, so that the scan begins anew', async () => {
    await withAccount([], async ({ platform, requests }) => {
      await expect(platform().listChanges({ cursor: 'MTU3NjYx' })).rejects.toMatchObject({ kind: 'invalid' });
      expect(requests).toEqual([]);
    });
  });
});

/** A listing as the vendor keeps it: whatever is changed moves to its end while somebody pages through. */
class MovingList {
  readonly #changedAtS = new Map<string, number>();

  set(ticketId: string, changedAtS: number): void {
    this.#changedAtS.set(ticketId, changedAtS);
  }

  readonly answer: Answering = ({ query }) => {
    const sinceS = Date.parse(query['updated_since'] ?? '') / 1000;
    const listed = [...this.#changedAtS]
      .filter(([, changedAtS]) => changedAtS >= sinceS)
      .sort(([, one], [, other]) => one - other);
    const first = (Number(query['page']) - 1) * PAGE;
    return {
      body: listed.slice(first, first + PAGE).map(([id, changedAtS]) => ({
        id: Number(id),
        status: 2,
        tags: [],
        updated_at: new Date(changedAtS * 1000).toISOString(),
      })),
    };
  };
}

/** Lists to the end; `between` runs after each page. Answers the IDs in the order listed. */
async function listAll(
  account: TicketPlatform,
  from: string | null,
  between: (ids: string[]) => void = () => {},
) {
  const listed: string[] = [];
  for (let cursor = from; ;) {
    const page = await account.listChanges(cursor === null ? { startTime } : { cursor });
    const ids = page.tickets.map(({ ticketId }) => ticketId);
    listed.push(...ids);
    cursor = page.cursor;
    if (page.endOfStream) return { listed, cursor };
    between(ids);
  }
}

describe('listing to the end', () => {
  const START_S = Date.parse(startTime) / 1000;
  const all = (count: number) => Array.from({ length: count }, (_none, index) => String(index + 1));

  test('350 tickets over some minutes → each once; the next scan lists what changed since, and nothing else', async () => {
    const list = new MovingList();
    for (const id of all(350)) list.set(id, START_S + Number(id));
    await withServer(list.answer, async ({ platform, requests }) => {
      const first = await listAll(platform(), null);
      expect(first.listed).toEqual(all(350));
      expect(requests.length).toBeLessThanOrEqual(5);
      expect((await listAll(platform(), first.cursor)).listed).toEqual([]);
      list.set('7', START_S + 400);
      list.set('351', START_S + 330);
      expect((await listAll(platform(), first.cursor)).listed).toEqual(['351', '7']);
    });
  });

  test('tickets that are changed while they are listed are not lost, though the pages move', async () => {
    const list = new MovingList();
    for (const id of all(350)) list.set(id, START_S + Math.floor(Number(id) / 3));
    let nowS = START_S + 1_000;
    await withServer(list.answer, async ({ platform }) => {
      const { listed } = await listAll(platform(), null, (ids) => {
        nowS += 10;
        for (const id of ids.filter((_id, index) => index % 2 === 0))
          if (nowS < START_S + 1_040) list.set(id, nowS);
      });
      expect(new Set(listed)).toEqual(new Set(all(350)));
    });
  });

  test('350 tickets changed in one second, some changed again meanwhile → none is lost', async () => {
    const list = new MovingList();
    for (const id of all(350)) list.set(id, START_S + 5);
    await withServer(list.answer, async ({ platform }) => {
      let moved = 0;
      const { listed } = await listAll(platform(), null, (ids) => {
        for (const id of ids.slice(0, 20)) if ((moved += 1) <= 60) list.set(id, START_S + 100);
      });
      expect(new Set(listed)).toEqual(new Set(all(350)));
    });
  });
});
