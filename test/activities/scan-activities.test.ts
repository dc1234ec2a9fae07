import { describe, expect, test } from '@jest/globals';
import type { Tenant } from '../../src/ports/tenant.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { TicketRunStatus } from '../../src/contract/ticket.js';
import type { ListedTicket, TicketListing, TicketStatus } from '../../src/domain/ticket.js';
import type { FinishedScan } from '../../src/ports/records.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/platform.js';
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
  policy: Partial<Tenant['policy']> = {},
) => {
  const { platform, requests } = fakePlatform({ listChanges: listChanges ?? [] });
  return {
    call: activitiesOver({ platform, policy }).call('listTickets', { tenant: TENANT, cursor }),
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

  test('tickets that have a verdict come along where replies want another one, of wanted statuses only', async () => {
    const tickets = [listed('1', 'open', ['ai_processed']), listed('2', 'solved', ['ai_processed'])];
    const { call } = list([page(tickets)], null, { reanalyzeReplies: true });
    expect(await call).toMatchObject({ ticketIds: ['1'], listed: 2 });
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
    const { call } = list([page(tickets)], null, { filter: { tag: { except: ['Trial'] } } });
    expect(await call).toMatchObject({ ticketIds: ['2'], listed: 2 });
  });

  test('a ticket that is listed twice counts once, as it was last', async () => {
    const { call } = list([
      page([listed('1'), listed('2', 'solved'), listed('1', 'open', ['ai_processed']), listed('2', 'open')]),
    ]);
    expect(await call).toMatchObject({ ticketIds: ['2'], listed: 2 });
  });

  test('lines that were left out are counted, not listed', async () => {
    const unreadable = [{ ticketId: '7', why: 'unexpected at updated_at' }];
    const { call } = list([page([listed('1')], { unreadable })]);
    expect(await call).toMatchObject({ ticketIds: ['1'], listed: 1, unreadable: 1 });
  });

  describe('a cursor that the platform refuses', () => {
    const SCAN_START = '2026-03-01T12:00:00.000Z';
    const EARLIER = '2026-02-27T00:00:00.000Z';
    const LATER = '2026-03-01T13:00:00.000Z';
    const scan = { startedAt: EARLIER } as FinishedScan;
    const restarted = async (
      kind: PlatformErrorKind,
      input: { lastScanBeganAt?: string | null; mayRestart?: boolean },
      lastScan: FinishedScan | Error | null = null,
    ) => {
      const { platform, requests } = fakePlatform({ listChanges: [refused(kind), page([listed('1')])] });
      const { call } = activitiesOver({
        platform,
        policy: { scanStart: (beganAt) => new Date(beganAt.getTime() - 120_000).toISOString() },
        lastScan: () => (lastScan instanceof Error ? Promise.reject(lastScan) : Promise.resolve(lastScan)),
      });
      const beganAt = '2026-03-01T12:02:00.000Z';
      const result = call('listTickets', { tenant: TENANT, cursor: 'stale', beganAt, ...input });
      return { result: await result.catch((error: unknown) => error), requests: requests.listChanges };
    };
    /** What a help desk holds back of the moment when a scan begins. */
    const before = (time: string) => new Date(Date.parse(time) - 300_000).toISOString();

    test.each<[string, PlatformErrorKind, string | null | undefined, FinishedScan | null, string]>([
      ['400 or 422', 'invalid', EARLIER, null, before(EARLIER)],
      ['404 or 410', 'notFound', EARLIER, null, before(EARLIER)],
      ['a last scan that began later than SCAN_START', 'invalid', LATER, null, SCAN_START],
      ['no scan has finished', 'invalid', null, null, SCAN_START],
      ['a result that does not say when its scan began', 'invalid', null, scan, before(EARLIER)],
      ['an argument of an earlier build', 'invalid', undefined, scan, before(EARLIER)],
    ])(
      '%s → begins again where no change is passed over',
      async (_what, kind, lastScanBeganAt, last, from) => {
        const input = lastScanBeganAt === undefined ? {} : { lastScanBeganAt };
        const { result, requests } = await restarted(kind, input, last);
        expect(requests).toEqual([{ cursor: 'stale' }, { startTime: from }]);
        expect(result).toMatchObject({ ticketIds: ['1'], restartedAt: from });
      },
    );

    test('nobody knows when the last scan began → it is tried again, not begun too late', async () => {
      const { result, requests } = await restarted('invalid', {}, new Error('the database is away'));
      expect(result).toMatchObject({ message: 'the database is away' });
      expect(requests).toEqual([{ cursor: 'stale' }]);
    });

    test('again and again → ListingRefused', async () => {
      const { result, requests } = await restarted('invalid', { mayRestart: false });
      expect(result).toMatchObject({ type: FAILURE.listingRefused, nonRetryable: true });
      expect(requests).toHaveLength(1);
    });

    test('and then the listing itself → ListingRefused', async () => {
      const { call, requests } = list([refused('notFound'), refused('notFound')], 'stale');
      expect(await failureOf(call)).toMatchObject({ type: FAILURE.listingRefused });
      expect(requests).toHaveLength(2);
    });
  });

  test('an age counts from when the scan began, however late its first page is listed', async () => {
    const { platform, requests } = fakePlatform({ listChanges: [page([])] });
    const scanStart = (beganAt: Date) => new Date(beganAt.getTime() - 120_000).toISOString();
    const { call } = activitiesOver({ platform, policy: { scanStart } });
    await call('listTickets', { tenant: TENANT, cursor: null, beganAt: '2026-03-01T12:02:00.000Z' });
    expect(requests.listChanges).toEqual([{ startTime: '2026-03-01T12:00:00.000Z' }]);
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

describe('listTickets of a range', () => {
  const RANGE = { from: '2026-01-10T00:00:00Z', to: '2026-01-11T00:00:00Z', anyStatus: false };
  const at = (updatedAt: string, ticket: ListedTicket): ListedTicket => ({ ...ticket, updatedAt });
  const listRange = (listChanges: PlatformAnswers['listChanges'], range: Partial<typeof RANGE> = {}) => {
    const { platform, requests } = fakePlatform({ listChanges: listChanges ?? [] });
    const policy = { filter: { tag: { except: ['trial'] } } };
    const input = { tenant: TENANT, cursor: null, range: { ...RANGE, ...range } };
    return {
      call: activitiesOver({ platform, policy }).call('listTickets', input),
      requests: requests.listChanges,
    };
  };
  const within = (ticketId: string, status: TicketStatus = 'new', tags: string[] = []) =>
    at('2026-01-10T12:00:00Z', listed(ticketId, status, tags));

  test('begins where the range does, and counts only what was last changed within it', async () => {
    const { call, requests } = listRange([
      page([
        at('2026-01-09T23:59:59Z', listed('1')),
        at('2026-01-10T00:00:00Z', listed('2')),
        at('2026-01-10T23:59:59Z', listed('3')),
        at('2026-01-11T00:00:00Z', listed('4')),
      ]),
    ]);
    expect(await call).toEqual({ ticketIds: ['2', '3'], listed: 2, cursor: 'next', endOfStream: false });
    expect(requests).toEqual([{ startTime: RANGE.from }]);
  });

  test('a refused cursor → begins again where the range does', async () => {
    const { platform, requests } = fakePlatform({ listChanges: [refused('invalid'), page([])] });
    const { call } = activitiesOver({ platform });
    const input = { tenant: TENANT, cursor: 'stale', range: RANGE };
    expect(await call('listTickets', input)).toMatchObject({ restartedAt: RANGE.from });
    expect(requests.listChanges).toEqual([{ cursor: 'stale' }, { startTime: RANGE.from }]);
  });

  test('ends with the first page that is behind it, with an empty one only when the platform says so', async () => {
    const behind = [at('2026-01-11T00:00:00Z', listed('1')), at('2026-01-12T00:00:00Z', listed('2'))];
    expect(await listRange([page(behind)]).call).toMatchObject({ ticketIds: [], endOfStream: true });
    expect(await listRange([page([])]).call).toMatchObject({ endOfStream: false });
    expect(await listRange([page([within('1')], { endOfStream: true })]).call).toMatchObject({
      ...{ ticketIds: ['1'], endOfStream: true },
    });
  });

  test.each([
    [false, ['new', 'open']],
    [true, ['new', 'open', 'pending', 'hold', 'solved']],
  ])(
    'any status: %s → %j, never one that takes no updates, has a verdict or is left out',
    async (anyStatus, statuses) => {
      const every = ['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted'] as const;
      const tickets = [
        ...every.map((status) => within(status, status)),
        within('judged', 'new', ['ai_processed']),
        within('left out', 'new', ['trial']),
      ];
      const { call } = listRange([page(tickets)], { anyStatus });
      expect(await call).toMatchObject({ ticketIds: statuses, listed: 9 });
    },
  );
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
