import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Activities } from '../../src/activities/index.js';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type {
  ListTicketsResult,
  ScanCounters,
  ScanResume,
  ScanTicketsInput,
  ScanTicketsResult,
} from '../../src/contract/scan.js';
import type { FetchedTicket } from '../../src/contract/ticket.js';
import { ensureScanSchedule } from '../../src/temporal/schedules.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { followScan } from '../../src/temporal/follow-scan.js';
import { eventually } from '../support/poll.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  realServer,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';
import { failing, REDACTED, TICKET, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

/** So few events that a scan of this size continues as new several times. */
const EVENTS_PER_RUN = 120;
const NOTHING: ScanCounters = {
  ...{ listed: 0, unwanted: 0, alreadyRunning: 0, started: 0, updated: 0, unchanged: 0, dryRun: 0 },
  ...{ skipped: 0, failed: 0, parked: 0, fallback: 0, unreadable: 0, cursorRefused: 0 },
};
const ids = (count: number): string[] => Array.from({ length: count }, (_none, index) => String(index + 1));
const wholeListing = (ticketIds: string[]) => () =>
  Promise.resolve({ ticketIds, listed: ticketIds.length, cursor: 'end', endOfStream: true });

/** A help desk that remembers what was written. */
function rememberingDesk({
  recordWritten = () => undefined,
  ...overrides
}: Partial<TicketStubs> & { recordWritten?: (writes: number) => void } = {}) {
  const tags = new Map<string, string[]>();
  const stubs = ticketStubs({
    fetchTicket: ({ ticketId }): Promise<FetchedTicket> =>
      Promise.resolve({ ...TICKET, ticketId, tags: tags.get(ticketId) ?? TICKET.tags }),
    mergeUpdate: (input) => {
      stubs.writes.push(input);
      tags.set(input.ticketId, input.write.tags);
      recordWritten(stubs.writes.length);
      return Promise.resolve({ kind: 'updated' });
    },
    ...overrides,
  });
  const writtenIds = () => stubs.writes.map(({ ticketId }) => ticketId).sort((one, two) => +one - +two);
  return { ...stubs, writtenIds };
}

/** Holds every ticket that the predicate names until all are let go; a step that timed out is held again. */
function holding(isHeld: (ticketId: string) => boolean) {
  const waiting: (() => void)[] = [];
  let open = false;
  const redactTicket: TicketStubs['redactTicket'] = async ({ ticket: { ticketId } }) => {
    if (isHeld(ticketId) && !open) await new Promise<void>((resolve) => waiting.push(resolve));
    return { ticket: REDACTED, truncated: false };
  };
  const letGo = () => {
    open = true;
    waiting.forEach((go) => go());
  };
  return { redactTicket, letGo };
}

const scanInput = (tenant: string, concurrency: number): ScanTicketsInput => ({
  ...{ tenant, platform: 'zendesk', account: 'account', concurrency },
});
const startScan = (env: TestWorkflowEnvironment, input: ScanTicketsInput, name = 'scan') =>
  env.client.workflow.start<(input: ScanTicketsInput) => Promise<ScanTicketsResult>>('scanTickets', {
    workflowId: `${name}-${input.tenant}`,
    taskQueue: TICKETS_QUEUE,
    args: [input],
  });
const ticketRun = (env: TestWorkflowEnvironment, tenant: string, ticketId: string) =>
  env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId));

describe('a scan under trouble, on a real server', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer([`limit.historyCount.suggestContinueAsNew=${EVENTS_PER_RUN}`]);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  const lookUpTickets = ({ tenant, ticketIds }: { tenant: string; ticketIds: string[] }) =>
    createTicketRuns(env.client).statuses({ tenant, platform: 'zendesk', ticketIds });

  test('stuck children hold their own places only, over several continue-as-new', async () => {
    const tenant = freshTenant();
    const held = holding((ticketId) => ticketId === '1' || ticketId === '2');
    const desk = rememberingDesk({
      redactTicket: held.redactTicket,
      recordWritten: (count) => (count === 22 ? held.letGo() : undefined),
    });
    const activities = { ...desk.activities, listTickets: wholeListing(ids(24)), lookUpTickets };
    const result = await withWorkers(env, { tenant, activities }, async () =>
      (await startScan(env, scanInput(tenant, 3))).result(),
    );
    expect(result).toMatchObject({ started: 24, updated: 24, failed: 0, parked: 0 });
    expect(desk.writtenIds()).toEqual(ids(24));
  });

  test('a child terminated after a continue-as-new gives its place back', async () => {
    const tenant = freshTenant();
    const held = holding((ticketId) => ticketId === '1');
    const desk = rememberingDesk({ redactTicket: held.redactTicket });
    const activities = { ...desk.activities, listTickets: wholeListing(ids(30)), lookUpTickets };
    const result = await withWorkers(env, { tenant, activities }, async () => {
      const scan = await startScan(env, scanInput(tenant, 2));
      await eventually('the scan continues as new', async () => {
        const { runId } = await env.client.workflow.getHandle(scan.workflowId).describe();
        return runId === scan.firstExecutionRunId ? undefined : runId;
      });
      await ticketRun(env, tenant, '1').terminate('test');
      const ended = await scan.result();
      held.letGo();
      return ended;
    });
    expect(result).toMatchObject({ started: 30, updated: 29, failed: 1, parked: 0 });
  });

  test('tickets that somebody else starts at the same moment are written once, and hold no place', async () => {
    const tenant = freshTenant();
    const desk = rememberingDesk();
    const ticketIds = ids(30);
    const activities = { ...desk.activities, listTickets: wholeListing(ticketIds), lookUpTickets };
    const result = await withWorkers(env, { tenant, activities }, async () => {
      const byOthers = ticketIds.map((ticketId) =>
        env.client.workflow
          .start(
            'processTicket',
            ticketStartOptions({ tenant, platform: 'zendesk', ticketId, reason: 'webhook' }),
          )
          .catch(() => undefined),
      );
      const scan = await startScan(env, scanInput(tenant, 4));
      const runs = await Promise.all(byOthers);
      await Promise.all(runs.flatMap((run) => (run ? [run.result()] : [])));
      return scan.result();
    });
    expect(result.started + result.alreadyRunning).toBe(30);
    expect(result).toMatchObject({ failed: 0, parked: 0 });
    expect(desk.writtenIds()).toEqual(ticketIds);
  });

  describe('where a refused cursor begins again', () => {
    type Listing = Parameters<Activities['listTickets']>[0];
    /** Scans by schedule over pages of so many tickets that each scan continues as new before its second page. */
    const scanning = async (
      answer: (input: Listing, number: number) => Partial<ListTicketsResult>,
      use: (scans: { scan: () => Promise<ScanTicketsResult | string>; asked: Listing[] }) => Promise<void>,
    ) => {
      const tenant = freshTenant();
      const asked: Listing[] = [];
      const listTickets = (input: Listing): Promise<ListTicketsResult> => {
        asked.push(input);
        const [number, ticketIds] = [asked.length, ids(40).map((id) => `${asked.length}0${id}`)];
        const page = { ticketIds, listed: 40, cursor: `cursor-${number}`, endOfStream: number % 2 === 0 };
        return Promise.resolve({ ...page, ...answer(input, number) });
      };
      const stubs = ticketStubs();
      const activities = { ...stubs.activities, listTickets, lookUpTickets };
      const schedule = await ensureScanSchedule(env.client, {
        ...{ tenant, platform: 'zendesk', account: 'account', cron: '0 0 1 1 *', concurrency: 4 },
      });
      const scan = async () => {
        const { signal } = new AbortController();
        const end = await withWorkers(env, { tenant, activities }, () =>
          followScan({ client: env.client, schedule, signal, onProgress: () => undefined }),
        );
        return end.kind === 'done' ? end.result : end.kind;
      };
      await use({ scan, asked }).finally(() => schedule.delete());
      return stubs;
    };

    test('each page is asked for with the time when the last finished scan began, over several continue-as-new', async () => {
      const { scans } = await scanning(
        (_input, number) => ({
          unreadable: number === 1 ? 2 : 0,
          ...(number === 5 ? { restartedAt: '2026-01-01T00:00:00.000Z' } : {}),
        }),
        async ({ scan, asked }) => {
          const results = [await scan(), await scan(), await scan()] as ScanTicketsResult[];
          const began = results.map(({ beganAt }) => beganAt);
          expect(asked.map(({ beganAt }) => beganAt)).toEqual(began.flatMap((each) => [each, each]));
          const before = [null, null, began[0], began[0], began[1], began[1]];
          expect(asked.map(({ lastScanBeganAt }) => lastScanBeganAt)).toEqual(before);
          expect(asked.map(({ cursor }) => cursor)).toEqual([
            null,
            ...[1, 2, 3, 4, 5].map((n) => `cursor-${n}`),
          ]);
          expect(results.map(({ unreadable, cursorRefused }) => [unreadable, cursorRefused])).toEqual([
            ...[
              [2, 0],
              [0, 0],
              [0, 1],
            ],
          ]);
        },
      );
      expect(scans.map(({ counters }) => counters)).toMatchObject([
        ...[{ unreadable: 2, cursorRefused: 0 }, { listed: 80 }, { unreadable: 0, cursorRefused: 1 }],
      ]);
    });

    test('a scan that failed is not the last finished one', async () => {
      let refuse = false;
      await scanning(
        () => {
          if (refuse) throw failing(FAILURE.listingRefused, { nonRetryable: true });
          return {};
        },
        async ({ scan, asked }) => {
          const first = (await scan()) as ScanTicketsResult;
          refuse = true;
          expect(await scan()).toBe('failed');
          refuse = false;
          asked.push(asked[0]!);
          await scan();
          expect(asked.at(-1)).toMatchObject({ lastScanBeganAt: first.beganAt });
        },
      );
    });

    test('a help desk that refuses every cursor it gives: the scan may begin again three times only', async () => {
      await scanning(
        ({ cursor, mayRestart }) => {
          if (mayRestart === false) throw failing(FAILURE.listingRefused, { nonRetryable: true });
          const restarted = cursor === null ? {} : { restartedAt: '2026-01-01T00:00:00.000Z' };
          return { ticketIds: [], listed: 0, endOfStream: false, ...restarted };
        },
        async ({ scan, asked }) => {
          expect(await scan()).toBe('failed');
          expect(asked).toHaveLength(5);
        },
      );
    });

    test('a result of an earlier build, which does not say when its scan began, has the statistics asked', async () => {
      const tenant = freshTenant();
      const asked: Listing[] = [];
      const listTickets = (input: Listing) => {
        asked.push(input);
        return wholeListing([])();
      };
      const activities = { ...ticketStubs().activities, listTickets, lookUpTickets };
      await withWorkers(env, { tenant, activities }, async () => {
        // What continue-as-new of an earlier build leaves out.
        const resume: ScanResume = {
          ...{ counters: NOTHING, cursor: 'old', endOfStream: false },
          ...{ pending: [], inFlight: [], startedAtMs: 1 },
        };
        await (await startScan(env, { ...scanInput(tenant, 1), resume })).result();
      });
      expect(asked).toMatchObject([{ cursor: 'old', lastScanBeganAt: null }]);
    });
  });

  test('a scan whose listing is refused leaves its tickets to finish; the next one begins at the cursor before', async () => {
    const tenant = freshTenant();
    const asked: (string | null)[] = [];
    let refused = false;
    const pages: Record<string, { ticketIds: string[]; cursor: string; endOfStream: boolean }> = {
      start: { ticketIds: ['1'], cursor: 'a', endOfStream: true },
      a: { ticketIds: ['2', '3'], cursor: 'b', endOfStream: false },
      b: { ticketIds: ['4'], cursor: 'c', endOfStream: true },
    };
    const listTickets = ({ cursor }: { cursor: string | null }) => {
      asked.push(cursor);
      if (cursor === 'b' && !refused) {
        refused = true;
        return Promise.reject(failing(FAILURE.listingRefused, { nonRetryable: true }));
      }
      return Promise.resolve({ ...pages[cursor ?? 'start'], listed: 2 });
    };
    const held = holding(() => refused === false && asked.includes('a'));
    const desk = rememberingDesk({ redactTicket: held.redactTicket });
    const activities = { ...desk.activities, listTickets, lookUpTickets };
    await withWorkers(env, { tenant, activities }, async () => {
      const schedule = await ensureScanSchedule(env.client, {
        ...{ tenant, platform: 'zendesk', account: 'account', cron: '0 0 1 1 *', concurrency: 4 },
      });
      const scan = async () =>
        followScan({
          client: env.client,
          schedule,
          signal: new AbortController().signal,
          onProgress: () => undefined,
        });
      expect(await scan()).toMatchObject({ kind: 'done' });
      expect(await scan()).toMatchObject({ kind: 'failed' });
      held.letGo();
      for (const ticketId of ['2', '3']) await ticketRun(env, tenant, ticketId).result();
      expect(desk.writtenIds()).toEqual(['1', '2', '3']);
      expect(await scan()).toMatchObject({ kind: 'done' });
      await schedule.delete();
    });
    expect(asked).toEqual([null, 'a', 'b', 'a', 'b']);
    expect(desk.writtenIds()).toEqual(['1', '2', '3', '4']);
  });
});

const describeWithTimeSkipping = hasTimeSkipping ? describe : describe.skip;

describeWithTimeSkipping('a scan under trouble for hours (needs the time-skipping test server)', () => {
  let env: TestWorkflowEnvironment;
  // A server each: it skips no more time once a child has outlived its scan.
  beforeEach(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterEach(() => env.teardown());

  /** For the same reason its steps are tried again soon. */
  const TRY_AGAIN = { nextRetryDelay: 5_000 };

  /** Reading a ticket fails while `isAway` says so. */
  const deskThatIsAway = (isAway: (ticketId: string) => boolean) =>
    rememberingDesk({
      fetchTicket: ({ ticketId }) =>
        isAway(ticketId)
          ? Promise.reject(failing(FAILURE.platformUnavailable, TRY_AGAIN))
          : Promise.resolve({ ...TICKET, ticketId }),
    });

  test('a stuck child is parked: neither the window nor the next scan waits for it', async () => {
    const tenant = freshTenant();
    let away = true;
    const desk = deskThatIsAway((ticketId) => ticketId === '1' && away);
    const activities = { ...desk.activities, listTickets: wholeListing(ids(3)) };
    await withWorkers(env, { tenant, activities }, async () => {
      const first = await (await startScan(env, scanInput(tenant, 1))).result();
      expect(first).toMatchObject({ started: 3, updated: 2, parked: 1, failed: 0 });
      const next = await (await startScan(env, scanInput(tenant, 1), 'next')).result();
      expect(next).toMatchObject({ alreadyRunning: 1, started: 2, parked: 0 });
      away = false;
      await ticketRun(env, tenant, '1').result();
    });
    expect(desk.writes.filter(({ ticketId }) => ticketId === '1')).toHaveLength(1);
  });

  test('a help desk that is away for the whole scan: it ends, and every ticket is written once the desk is back', async () => {
    const tenant = freshTenant();
    let away = true;
    const desk = deskThatIsAway(() => away);
    const activities = { ...desk.activities, listTickets: wholeListing(ids(4)) };
    await withWorkers(env, { tenant, activities }, async () => {
      const result = await (await startScan(env, scanInput(tenant, 2))).result();
      expect(result).toMatchObject({ started: 4, parked: 4, updated: 0, failed: 0 });
      expect(desk.writes).toEqual([]);
      away = false;
      for (const ticketId of ids(4)) await ticketRun(env, tenant, ticketId).result();
    });
    expect(desk.writtenIds()).toEqual(ids(4));
  });

  test('a look-up of silent children that can never succeed does not leave the scan standing', async () => {
    const tenant = freshTenant();
    const desk = rememberingDesk();
    const lookUpTickets = () => Promise.reject(failing('Broken', { nonRetryable: true }));
    const activities = { ...desk.activities, listTickets: wholeListing(ids(3)), lookUpTickets };
    const silent = ['8', '9'].map((ticketId) => ({ ticketId, sinceMs: Date.now() }));
    const resume: ScanResume = {
      counters: { ...NOTHING, listed: 2, started: 2 },
      ...{ cursor: null, endOfStream: false, pending: [], inFlight: silent, startedAtMs: Date.now() },
    };
    const result = await withWorkers(env, { tenant, activities }, async () =>
      (await startScan(env, { ...scanInput(tenant, 2), resume })).result(),
    );
    expect(result).toMatchObject({ listed: 5, started: 5, updated: 3, parked: 2, failed: 0 });
  });

  test('a listing that is away for hours is waited for, from where it was to begin', async () => {
    const tenant = freshTenant();
    let left = 30;
    const desk = rememberingDesk();
    const asked: unknown[] = [];
    const listTickets = (input: { beganAt: string }) => {
      asked.push(input.beganAt);
      return (left -= 1) > 0 ? Promise.reject(failing(FAILURE.platformUnavailable)) : wholeListing(['1'])();
    };
    await withWorkers(env, { tenant, activities: { ...desk.activities, listTickets } }, async () => {
      const result = await (await startScan(env, scanInput(tenant, 1))).result();
      expect(result).toMatchObject({ started: 1, updated: 1, beganAt: asked[0] });
      expect(new Set(asked).size).toBe(1);
    });
  });
});
