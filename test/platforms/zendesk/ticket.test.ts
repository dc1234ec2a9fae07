import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { toTicketState } from '../../../src/platforms/zendesk/to-domain.js';
import { ticketAnswer, type WireTicket } from '../../../src/platforms/zendesk/wire.js';
import { fixture, withAccount } from './fake-account.js';

const wire = (fields: Partial<WireTicket>): WireTicket => ({
  ...ticketAnswer.parse(fixture('ticket')).ticket,
  ...fields,
});
const state = (fields: Partial<WireTicket>) => toTicketState(wire(fields), '2026-09-18T10:05:09Z');

describe('readTicket', () => {
  test('holds what decides and merges, and no text', async () => {
    const answer = { body: fixture('ticket'), headers: { date: 'Fri, 18 Sep 2026 10:05:09 GMT' } };
    await withAccount([answer], async ({ platform, requests }) => {
      expect(await platform().readTicket('42')).toEqual({
        ticketId: '42',
        status: 'open',
        tags: ['billing', 'VIP kunde'],
        place: { group: null, brand: null, form: null, channel: 'email' },
        priority: null,
        updatedAt: '2026-09-18T10:05:07Z',
        readAt: '2026-09-18T10:05:09.000Z',
        contentHash: createHash('sha256')
          .update('["Charged twice","Hello, I was charged twice."]')
          .digest('hex'),
        peopleIds: ['7001', '9001', '7002', '9002', '7003'],
      });
      expect(requests).toEqual([
        expect.objectContaining({ method: 'GET', path: '/api/v2/tickets/42', query: { include: 'users' } }),
      ]);
    });
  });

  test('without a Date header readAt is our clock when the request left', async () => {
    const before = Date.now();
    await withAccount(
      [
        (_request, response) => {
          response.sendDate = false;
          response.end(JSON.stringify(fixture('ticket')));
        },
      ],
      async ({ platform }) => {
        const readAtMs = Date.parse((await platform().readTicket('42')).readAt);
        expect(readAtMs).toBeGreaterThanOrEqual(before);
        expect(readAtMs).toBeLessThanOrEqual(Date.now());
      },
    );
  });

  test('an answer without tags → protocol error: writing would lose those that are there', async () => {
    const { ticket } = fixture<{ ticket: Record<string, unknown> }>('ticket');
    await withAccount([{ body: { ticket: { ...ticket, tags: undefined } } }], async ({ platform }) => {
      await expect(platform().readTicket('42')).rejects.toMatchObject({ kind: 'protocol' });
    });
  });

  test.each(['', 'abc', '0', '-1', '4 2', '42/comments', '../users/me', '1e3', '9'.repeat(20)])(
    'ticket ID %j → notFound, and nothing is sent',
    async (ticketId) => {
      await withAccount([], async ({ platform, requests }) => {
        await expect(platform().readTicket(ticketId)).rejects.toMatchObject({
          kind: 'notFound',
          status: undefined,
        });
        expect(requests).toEqual([]);
      });
    },
  );
});

describe('toTicketState', () => {
  test('subject and description are hashed apart: moving text between them changes the hash', () => {
    const one = state({ subject: 'a', description: 'b' });
    expect(state({ subject: 'a', description: 'b' }).contentHash).toBe(one.contentHash);
    expect(state({ subject: 'ab', description: '' }).contentHash).not.toBe(one.contentHash);
    expect(state({ subject: 'a","b', description: null }).contentHash).not.toBe(one.contentHash);
  });

  test('people that are null or repeated are left out', () => {
    const people = { requester_id: '1', submitter_id: '1', assignee_id: null, collaborator_ids: null };
    expect(state({ ...people, follower_ids: ['2', null], email_cc_ids: undefined }).peopleIds).toEqual([
      '1',
      '2',
    ]);
  });

  test('an unknown priority is one that somebody set, never none', () => {
    expect(state({ priority: 'blocker' }).priority).toBe('normal');
    expect(state({ priority: '' }).priority).toBeNull();
    expect(state({ priority: 'urgent' }).priority).toBe('urgent');
  });

  test('null tags are no tags, an unknown status is open', () => {
    expect(state({ tags: null, status: 'custom' })).toMatchObject({ tags: [], status: 'open' });
  });
});
