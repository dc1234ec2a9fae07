import { describe, expect, test } from '@jest/globals';
import { FAILURE } from '../../src/contract/failures.js';
import type { TicketRunStatus } from '../../src/contract/ticket.js';
import type { TicketFilter } from '../../src/domain/ticket-filter.js';
import type { ListedTicket, TicketListing, TicketStatus } from '../../src/domain/ticket.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/ticket-platform.js';
import { activitiesOver, failureOf, TENANT } from '../support/activities.js';
import { fakePlatform, type PlatformAnswers } from '../support/fake-platform.js';

const listed = (ticketId: string, status: TicketStatus = 'new', tags: string[] = []): ListedTicket => ({
  ticketId,
  status,
  tags,
  updatedAt: '2026-01-01T00:00:00Z',
});
const page = (tickets: ListedTicket[], rest: Partial<TicketListing> = {}): TicketListing => ({
  tickets,
  cursor: 'next',
  endOfStream: false,
  ...rest,
});
const refused = (kind: PlatformErrorKind) => new PlatformError(`GET incremental: ${kind}`, { kind });

const list = (
  listChanges: PlatformAnswers['listChanges'],
  cursor: string | null = null,
  filter: TicketFilter = {},
) => {
  const { platform, requests } = fakePlatform({ listChanges: listChanges ?? [] });
  return {
    call: activitiesOver({ platform, policy: { filter } }).call('listTickets', { tenant: TENANT, cursor }),
    requests: requests.listChanges,
  };
};

describe('listTickets', () => {
  test('without a cursor begins where the tenant says; the answer carries IDs only', async () => {
    const { call, requests } = list([page([listed('1')], { cursor: 'c1', endOfStream: true })]);
    expect(await call).toEqual({ ticketIds: ['1'], listed: 1, cursor: 'c1', endOfStream: true });
    expect(requests).toEqual([{ startTime: '2026-01-01T00:00:00Z' }]);
  });

  test('goes on from a cursor', async () => {
    const { call, requests } = list([page([])], 'c1');
    await call;
    expect(requests).toEqual([{ cursor: 'c1' }]);
  });

  test('leaves out unwanted statuses and tickets that have a verdict, and counts them as listed', async () => {
    const { call } = list([
      page([
        listed('1', 'new'),
        listed('2', 'solved'),
        listed('3', 'open', ['vip', 'ai_processed']),
        listed('4', 'deleted'),
        listed('5', 'open', ['ai_bug', 'AI_PROCESSED']),
      ]),
    ]);
    expect(await call).toMatchObject({ ticketIds: ['1', '5'], listed: 5 });
  });

  test('leaves out what the tenant leaves out', async () => {
    const tickets = [listed('1', 'new', ['trial']), listed('2', 'new', ['vip'])];
    const { call } = list([page(tickets)], null, { tag: { except: ['Trial'] } });
    expect(await call).toMatchObject({ ticketIds: ['2'], listed: 2 });
  });

  test('a ticket that is listed twice counts once, as it was last', async () => {
    const { call } = list([
      page([listed('1'), listed('2', 'solved'), listed('1', 'open', ['ai_processed']), listed('2', 'open')]),
    ]);
    expect(await call).toMatchObject({ ticketIds: ['2'], listed: 2 });
  });

  test('a cursor that the platform no longer knows → begins anew at the start', async () => {
    const { call, requests } = list([refused('invalid'), page([listed('1')])], 'stale');
    expect(await call).toMatchObject({ ticketIds: ['1'] });
    expect(requests).toEqual([{ cursor: 'stale' }, { startTime: '2026-01-01T00:00:00Z' }]);
  });

  test.each<PlatformErrorKind>(['unauthorized', 'forbidden', 'notFound', 'invalid'])(
    '%s → ListingRefused, not retried: the scan fails',
    async (kind) => {
      const { call, requests } = list([refused(kind)]);
      expect(await failureOf(call)).toMatchObject({ type: FAILURE.listingRefused, nonRetryable: true });
      expect(requests).toHaveLength(1);
    },
  );

  test('a platform that is down with a cursor known → retried, the cursor is kept', async () => {
    const { call, requests } = list([refused('unavailable')], 'c1');
    expect(await failureOf(call)).toMatchObject({ type: FAILURE.platformUnavailable, nonRetryable: false });
    expect(requests).toEqual([{ cursor: 'c1' }]);
  });
});

describe('lookUpTickets', () => {
  test("asks for the runs of the tenant's platform", async () => {
    const asked: unknown[] = [];
    const statuses: TicketRunStatus[] = [{ ticketId: '1', status: 'open' }];
    const { call } = activitiesOver({
      ticketRuns: {
        statuses: (query) => {
          asked.push(query);
          return Promise.resolve(statuses);
        },
      },
    });
    expect(await call('lookUpTickets', { tenant: TENANT, ticketIds: ['1'] })).toEqual(statuses);
    expect(asked).toEqual([{ tenant: TENANT, platform: 'zendesk', ticketIds: ['1'] }]);
  });
});
