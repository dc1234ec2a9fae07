import { describe, expect, test } from '@jest/globals';
import { withAccount } from './fake-account.js';
import { DATE, TICKET } from './samples.js';

const read = async (part: object) => {
  let state: unknown;
  await withAccount([{ headers: DATE, body: { ...TICKET, ...part } }], async ({ platform, requests }) => {
    state = await platform().readTicket('42');
    expect(requests).toMatchObject([{ path: '/api/v2/tickets/42', query: { include: 'requester' } }]);
  });
  return state;
};

describe('readTicket', () => {
  test('is what decides and merges, without text and names', async () => {
    const state = await read({});
    expect(state).toEqual({
      ticketId: '42',
      status: 'open',
      tags: ['billing'],
      place: { group: null, brand: null, form: null, channel: 'email' },
      priority: null,
      updatedAt: '2026-09-18T10:05:07Z',
      readAt: '2026-09-18T10:30:00.000Z',
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      peopleIds: ['contacts/501', 'agents/901'],
    });
    expect(JSON.stringify(state)).not.toMatch(/Invoice|charged|Rita/);
  });

  test.each([
    [2, 'open'],
    [3, 'pending'],
    [4, 'solved'],
    [5, 'closed'],
    [6, 'pending'],
    [7, 'hold'],
    [12, 'open'],
    [null, 'open'],
  ])('status %s → %s', async (status, expected) => {
    expect(await read({ status })).toMatchObject({ status: expected });
  });

  test.each([{ spam: true }, { deleted: true }])('%j → deleted', async (part) => {
    expect(await read(part)).toMatchObject({ status: 'deleted' });
  });

  test.each([
    [1, null],
    [2, 'normal'],
    [3, 'high'],
    [4, 'urgent'],
    [9, 'normal'],
    [null, null],
  ])('priority %s → %s: the default is none, an unknown one is somebody’s', async (priority, expected) => {
    expect(await read({ priority })).toMatchObject({ priority: expected });
  });

  test('another text or subject → another hash', async () => {
    const hashes = await Promise.all([{}, { subject: 'Other' }, { description: '<p>Other</p>' }].map(read));
    expect(new Set(hashes.map((state) => (state as { contentHash: string }).contentHash)).size).toBe(3);
  });

  test('fields that are null, missing or odd do no harm where they are not needed', async () => {
    const bare = { id: 42, tags: null, priority: null, updated_at: TICKET.updated_at };
    await withAccount([{ body: { ...bare, source: 'mail', requester: 7 } }], async ({ platform }) => {
      expect(await platform().readTicket('42')).toMatchObject({ tags: [], priority: null, peopleIds: [] });
    });
  });

  test.each([{ tags: undefined }, { updated_at: 'yesterday' }, { priority: 'high' }])(
    'what a write depends on must be there: %j is refused',
    async (part) => {
      await withAccount([{ body: { ...TICKET, ...part } }], async ({ platform }) => {
        await expect(platform().readTicket('42')).rejects.toThrow('unexpected at');
      });
    },
  );
});
