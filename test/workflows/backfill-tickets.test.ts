import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { BackfillInput, BackfillProgress, BackfillResult } from '../../src/contract/desk.js';
import { FAILURE } from '../../src/contract/failures.js';
import { dryRunWorkflowId, ticketWorkflowId } from '../../src/contract/names.js';
import type { ListTicketsResult } from '../../src/contract/scan.js';
import { startBackfill } from '../../src/temporal/backfill.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { ANALYSIS, failing, TICKET, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

/** So few events that a backfill of 60 tickets continues as new several times. */
const EVENTS_PER_RUN = 120;
const RANGE = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };
/** What the stubbed model takes for a ticket. */
const TICKET_USD = ANALYSIS.usage.costUsd;

const ids = (count: number): string[] => Array.from({ length: count }, (_none, index) => String(index + 1));

describe('backfillTickets', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer([`limit.historyCount.suggestContinueAsNew=${EVENTS_PER_RUN}`]);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** A listing of pages; the cursor is the number of the next one. */
  const listing = (pages: string[][]) => {
    const asked: { cursor: string | null; range?: object }[] = [];
    const listTickets = (input: { cursor: string | null; range?: object }): Promise<ListTicketsResult> => {
      asked.push(input);
      const number = Number(input.cursor ?? 0);
      const ticketIds = pages[number] ?? [];
      const rest = { listed: ticketIds.length + 1, cursor: String(number + 1) };
      return Promise.resolve({ ticketIds, ...rest, endOfStream: number >= pages.length - 1 });
    };
    return { asked, listTickets };
  };

  interface Backfill {
    tenant: string;
    handle: WorkflowHandle;
    result: () => Promise<BackfillResult>;
    progress: () => Promise<BackfillProgress>;
  }
  /** Runs a backfill over this listing, and what `use` does to it. */
  const backfilling = async <T>(
    {
      listTickets,
      overrides = {},
      order = {},
    }: { listTickets: unknown; overrides?: Partial<TicketStubs>; order?: Partial<BackfillInput> },
    use: (backfill: Backfill) => Promise<T>,
  ) => {
    const tenant = freshTenant();
    const stubs = ticketStubs({
      mergeUpdate: (input) => {
        writes.push(input.ticketId);
        return Promise.resolve({ kind: input.dryRun ? 'dryRun' : 'updated' });
      },
      ...overrides,
    });
    const writes: string[] = [];
    const runs = createTicketRuns(env.client);
    const lookUpTickets = (query: { tenant: string; ticketIds: string[]; dryRun?: boolean }) =>
      runs.statuses({ ...query, platform: 'zendesk' });
    const activities = { ...stubs.activities, listTickets, lookUpTickets };
    const told = await withWorkers(env, { tenant, activities }, async () => {
      const input: BackfillInput = {
        ...{ tenant, platform: 'zendesk', ...RANGE, anyStatus: false, concurrency: 5 },
        ...{ ratePerMinute: null, maxCostUsd: null, dryRun: false },
        ...order,
      };
      const handle = env.client.workflow.getHandle((await startBackfill(env.client, input)).workflowId);
      return use({
        ...{ tenant, handle },
        result: () => handle.result() as Promise<BackfillResult>,
        progress: () => handle.query<BackfillProgress>('progress'),
      });
    });
    return { ...stubs, writes, told };
  };
  const resultOf = ({ result }: Backfill) => result();

  test('every ticket of the range is written once, over several continue-as-new, and counted with its cost', async () => {
    const { asked, listTickets } = listing([ids(30), ids(60).slice(30)]);
    const { told, writes, rounds } = await backfilling({ listTickets }, async ({ handle, result }) => {
      const ended = await result();
      const { runId } = await env.client.workflow.getHandle(handle.workflowId).describe();
      return { ended, isFirstRun: runId === (await firstRunOf(handle.workflowId)) };
    });
    expect(told.isFirstRun).toBe(false);
    expect(told.ended).toMatchObject({
      ...{ listed: 62, unwanted: 2, started: 60, updated: 60, failed: 0, parked: 0, pending: 0 },
      ...{ stopped: null, order: { ...RANGE, dryRun: false } },
    });
    expect(told.ended.costUsd).toBeCloseTo(60 * TICKET_USD, 8);
    expect([...writes].sort()).toEqual(ids(60).sort());
    expect(new Set(rounds.map(({ reason }) => reason))).toEqual(new Set(['backfill']));
    expect(asked.map(({ range }) => range)).toEqual([
      { ...RANGE, anyStatus: false },
      { ...RANGE, anyStatus: false },
    ]);
  });

  const firstRunOf = async (workflowId: string): Promise<string> => {
    const { raw } = await env.client.workflow.getHandle(workflowId).describe();
    return raw.workflowExecutionInfo?.firstRunId ?? '';
  };

  test('the cost ceiling ends it: nothing more is started, what was in flight is counted', async () => {
    const { told, writes } = await backfilling(
      { listTickets: listing([ids(20)]).listTickets, order: { concurrency: 2, maxCostUsd: 3 * TICKET_USD } },
      resultOf,
    );
    expect(told.stopped).toEqual({ kind: 'costCeiling', reason: '' });
    // At most the two in flight are beyond the third.
    expect(told.started).toBeGreaterThanOrEqual(3);
    expect(told.started).toBeLessThanOrEqual(5);
    expect(writes).toHaveLength(told.started);
    expect(told.pending).toBe(20 - told.started);
    expect(told.costUsd).toBeCloseTo(told.started * TICKET_USD, 8);
  });

  test('a pause holds up starts, not what runs; it is said why; resume goes on to the end', async () => {
    const release: (() => void)[] = [];
    const overrides: Partial<TicketStubs> = {
      fetchTicket: async ({ ticketId }) => {
        if (release.length < 2) await new Promise<void>((resolve) => release.push(resolve));
        return { ...TICKET, ticketId };
      },
    };
    const { told, writes } = await backfilling(
      { listTickets: listing([ids(6)]).listTickets, overrides, order: { concurrency: 2 } },
      async ({ handle, progress, result }) => {
        await eventually('two are in flight', () => release.length === 2 || undefined);
        await handle.signal('pause', { reason: 'the help desk moves' });
        await eventually('it is paused', async () => (await progress()).paused ?? undefined);
        release.forEach((go) => go());
        const held = await eventually('both have ended', async () => {
          const now = await progress();
          return now.updated === 2 ? now : undefined;
        });
        await handle.signal('resume');
        return { held, ended: await result() };
      },
    );
    expect(told.held).toMatchObject({ started: 2, inFlight: 0, pending: 4 });
    expect(told.held.paused).toEqual({
      reason: 'the help desk moves',
      since: expect.stringMatching(/^20.*Z$/),
    });
    expect(told.ended).toMatchObject({ started: 6, updated: 6, stopped: null });
    expect(writes).toHaveLength(6);
  });

  test('a cancel ends one that is paused, and that waits for its rate', async () => {
    const { told, writes } = await backfilling(
      { listTickets: listing([ids(4)]).listTickets, order: { ratePerMinute: 1 } },
      async ({ handle, progress, result }) => {
        await eventually('the first has ended', async () => (await progress()).updated === 1 || undefined);
        await handle.signal('pause');
        await handle.signal('cancel', { reason: 'wrong day' });
        return result();
      },
    );
    expect(told).toMatchObject({ started: 1, updated: 1, pending: 3 });
    expect(told.stopped).toEqual({ kind: 'cancelled', reason: 'wrong day' });
    expect(writes).toEqual(['1']);
  });

  test('a cancel ends one that waits for a help desk which is away', async () => {
    const away = () => Promise.reject(failing(FAILURE.platformUnavailable, { nextRetryDelay: 600_000 }));
    const { told } = await backfilling({ listTickets: away }, async ({ handle, result }) => {
      await handle.signal('cancel');
      return result();
    });
    expect(told).toMatchObject({ listed: 0, started: 0, stopped: { kind: 'cancelled', reason: '' } });
  });

  test("Temporal's own cancellation ends it without a result, and what was started goes on", async () => {
    const release: (() => void)[] = [];
    const redactTicket = async () => {
      await new Promise<void>((resolve) => release.push(resolve));
      return { ticket: { subject: '', messages: [], removed: {}, inputHash: 'i' }, truncated: false };
    };
    const { writes } = await backfilling(
      { listTickets: listing([ids(4)]).listTickets, overrides: { redactTicket }, order: { concurrency: 2 } },
      async ({ tenant, handle, result }) => {
        await eventually('two are in flight', () => release.length === 2 || undefined);
        await handle.cancel();
        await expect(result()).rejects.toThrow(WorkflowFailedError);
        release.forEach((go) => go());
        for (const ticketId of ['1', '2'])
          await env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId)).result();
      },
    );
    expect([...writes].sort()).toEqual(['1', '2']);
  });

  test('a dry run writes nothing and leaves the tickets’ own workflows alone, also over a continue-as-new', async () => {
    const { told, writes } = await backfilling(
      { listTickets: listing([ids(30)]).listTickets, order: { dryRun: true } },
      async ({ tenant, result }) => {
        const ended = await result();
        const dry = env.client.workflow.getHandle(dryRunWorkflowId(tenant, 'zendesk', '1'));
        const own = env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '1'));
        const { status } = await dry.describe();
        return { ended, dry: status.name, own: await own.describe().catch(({ name }: Error) => name) };
      },
    );
    expect(told.ended).toMatchObject({ started: 30, dryRun: 30, updated: 0, failed: 0 });
    expect(told.ended.costUsd).toBeCloseTo(30 * TICKET_USD, 8);
    expect(told).toMatchObject({ dry: 'COMPLETED', own: 'WorkflowNotFoundError' });
    expect(writes).toHaveLength(30);
  });

  test.each([
    [false, 'skipped'],
    [true, 'updated'],
  ] as const)(
    'a solved ticket that was open when it was listed, any status: %s → %s; one that the tenant leaves out is skipped',
    async (anyStatus, kind) => {
      const overrides: Partial<TicketStubs> = {
        fetchTicket: ({ ticketId }) =>
          Promise.resolve({
            ...{ ...TICKET, ticketId, status: 'solved', wanted: false },
            ...(ticketId === '2' ? { leftOutBy: 'group' } : {}),
          }),
      };
      const { told } = await backfilling(
        { listTickets: listing([['1', '2']]).listTickets, overrides, order: { anyStatus } },
        async ({ tenant, result }) => {
          const end = (ticketId: string) =>
            env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId)).result();
          await result();
          return Promise.all([end('1'), end('2')]);
        },
      );
      expect(told).toMatchObject([{ kind }, { kind: 'skipped', why: 'leftOut' }]);
    },
  );

  test('a ticket whose workflow runs already is left to that', async () => {
    const release: (() => void)[] = [];
    const overrides: Partial<TicketStubs> = {
      fetchTicket: async ({ ticketId }) => {
        if (release.length === 0) await new Promise<void>((resolve) => release.push(resolve));
        return { ...TICKET, ticketId };
      },
    };
    const first = listing([['1']]);
    let listed = (): void => undefined;
    const held = new Promise<void>((resolve) => (listed = resolve));
    const listTickets = async (input: { cursor: string | null }) => {
      await held;
      return first.listTickets(input);
    };
    const { told, writes } = await backfilling({ listTickets, overrides }, async ({ tenant, result }) => {
      const running = await env.client.workflow.start('processTicket', {
        workflowId: ticketWorkflowId(tenant, 'zendesk', '1'),
        taskQueue: 'tickets',
        args: [{ tenant, platform: 'zendesk', ticketId: '1', reason: 'webhook' }],
      });
      await eventually('it runs', () => release.length === 1 || undefined);
      listed();
      const ended = await result();
      release.forEach((go) => go());
      await running.result();
      return ended;
    });
    expect(told).toMatchObject({ listed: 2, alreadyRunning: 1, started: 0, costUsd: 0 });
    expect(writes).toEqual(['1']);
  });

  test('a refused listing fails it with a clear failure', async () => {
    const refuse = () => Promise.reject(failing(FAILURE.listingRefused, { nonRetryable: true }));
    const { told } = await backfilling({ listTickets: refuse }, ({ result }) =>
      result().catch((error: unknown) => error),
    );
    expect((told as WorkflowFailedError).cause?.cause).toMatchObject({ type: FAILURE.listingRefused });
  });
});
