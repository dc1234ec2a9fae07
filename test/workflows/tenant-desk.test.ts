import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  reprocessWorkflowId,
  type ReprocessTicketsProgress,
  type TenantDeskState,
} from '../../src/contract/desk.js';
import { FAILURE } from '../../src/contract/failures.js';
import { deskWorkflowId } from '../../src/contract/names.js';
import type { ListTicketsResult } from '../../src/contract/scan.js';
import { ensureDesk } from '../../src/temporal/provisioning.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { eventually as within20s } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { failing, TICKET, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

/** So few events that a desk, or its reprocessing, continues as new in the middle of a test. */
const EVENTS_PER_RUN = 60;
/** A machine that is busy needs longer than the helper allows. */
async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let left = 4; ; left -= 1) {
    try {
      return await within20s(what, ask);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
const ids = (count: number, first = 1): string[] =>
  Array.from({ length: count }, (_none, index) => String(first + index));

describe('tenantDesk', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer([`limit.historyCount.suggestContinueAsNew=${EVENTS_PER_RUN}`]);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  interface Desk {
    tenant: string;
    signal: (message?: unknown) => Promise<void>;
    state: () => Promise<TenantDeskState>;
    /** Polls the state until it is as wanted. */
    until: (what: string, isSo: (state: TenantDeskState) => boolean) => Promise<TenantDeskState>;
    runId: () => Promise<string>;
  }
  const deskOf = (tenant: string): Desk => {
    const handle = env.client.workflow.getHandle(deskWorkflowId(tenant));
    const state = () => handle.query<TenantDeskState>('state');
    return {
      tenant,
      signal: (...args) => handle.signal('reprocess', ...args),
      state,
      until: (what, isSo) =>
        eventually(what, async () => {
          const now = await state();
          return isSo(now) ? now : undefined;
        }),
      runId: async () => (await handle.describe()).runId,
    };
  };
  const closeDesk = async (tenant: string): Promise<void> => {
    for (const workflowId of [deskWorkflowId(tenant), reprocessWorkflowId(tenant)])
      await env.client.workflow
        .getHandle(workflowId)
        .terminate('end of test')
        .catch(() => undefined);
  };
  const served = ({ until }: Desk, count: number) => until(`${count} served`, (now) => now.served >= count);

  interface Asked {
    ticketIds: string[];
    request: { reason: string; force: boolean; key: string };
  }
  const REPROCESSING = {
    reprocessingBrakes: () => Promise.resolve({ concurrency: 40 }),
    lookUpTickets: ({ ticketIds }: { ticketIds: string[] }) =>
      Promise.resolve(
        ticketIds.map((ticketId) => ({
          ticketId,
          status: 'done',
          kind: 'updated',
          source: 'llm',
          costUsd: 0.5,
        })),
      ),
  };
  const FIVE_AT_ONCE = {
    reprocessingBrakes: () => Promise.resolve({ concurrency: 5 }),
  };
  /** Serves a desk with activities that record who was asked, and answer as `overrides` do. */
  const atDesk = async (use: (desk: Desk) => Promise<void>, overrides: object = {}) => {
    const tenant = freshTenant();
    const asked: Asked[] = [];
    const filters: { filter: unknown; cursor: string | null }[] = [];
    const activities = {
      ...REPROCESSING,
      lookUpReprocessing: () => createTicketRuns(env.client).reprocessing({ tenant }),
      findTicketPage: (input: { filter: unknown; cursor: string | null }): Promise<ListTicketsResult> => {
        filters.push(input);
        const number = Number(input.cursor ?? 0);
        const ticketIds = ids(40, 1_000 * (number + 1));
        return Promise.resolve({
          ticketIds,
          listed: 41,
          cursor: String(number + 1),
          endOfStream: number === 2,
        });
      },
      askForVerdicts: (input: Asked) => {
        asked.push(input);
        return Promise.resolve();
      },
      ...overrides,
    };
    await withWorkers(env, { tenant, activities }, async () => {
      await ensureDesk(env.client, tenant, 'zendesk');
      await ensureDesk(env.client, tenant, 'zendesk');
      // Workflows that outlive a test would be served by the next one's activities.
      await use(deskOf(tenant)).finally(() => closeDesk(tenant));
    });
    return { asked, filters, askedIds: asked.flatMap(({ ticketIds }) => ticketIds) };
  };

  test('ticket IDs, also as numbers and repeated, are asked for once each', async () => {
    const { asked } = await atDesk(async (desk) => {
      await desk.signal({ ticketIds: ['42', 7, '42'], reason: 'shift lead', force: true });
      expect(await served(desk, 1)).toMatchObject({ asked: 2, waiting: [] });
    });
    expect(asked).toEqual([
      {
        tenant: expect.any(String),
        ticketIds: ['42', '7'],
        request: { reason: 'shift lead', force: true, key: expect.stringMatching(/\/0$/) },
      },
    ]);
  });

  test('more requests than one history holds: it continues as new and loses none', async () => {
    const { askedIds } = await atDesk(async (desk) => {
      for (const id of ids(30)) await desk.signal({ ticketIds: [id] });
      expect(await served(desk, 30)).toMatchObject({ asked: 30, waiting: [] });
    });
    expect([...askedIds].sort()).toEqual(ids(30).sort());
  });

  test.each<[string, unknown, string]>([
    ['text', 'reprocess all', 'it is not an object'],
    ['a number', 42, 'it is not an object'],
    ['true', true, 'it is not an object'],
    ['null', null, 'it is not an object'],
    ['nothing', undefined, 'it is not an object'],
    ['a list', ['42'], 'it is not an object'],
    ['no selection', {}, 'neither ticketIds nor filter'],
    ['a filter that is null', { filter: null }, 'neither ticketIds nor filter'],
    ['a filter that is a long list', { filter: ids(50_000) }, 'neither ticketIds nor filter'],
    ['an unknown filter', { filter: { colour: 'red' } }, 'filter has no colour'],
    ['a filter of long names', { filter: { ['x'.repeat(100_000)]: 1 } }, 'filter has no xxx'],
    ['an age without a unit', { filter: { since: '24' } }, 'filter.since'],
    ['an age that is a list', { filter: { since: ['24h'] } }, 'filter.since'],
    ['no IDs', { ticketIds: [] }, 'ticketIds is no list'],
    ['one ID beside no list', { ticketIds: '42' }, 'ticketIds is no list'],
    ['IDs that are lists', { ticketIds: [['42']] }, 'ticketIds is no list'],
    ['IDs that are null', { ticketIds: [null] }, 'ticketIds is no list'],
    ['IDs that are objects', { ticketIds: [{ toString: 'no function' }] }, 'ticketIds is no list'],
    ['an ID below 0', { ticketIds: [-1] }, 'ticketIds is no list'],
    ['more IDs than can wait', { ticketIds: ids(50_000, 1_000_000) }, 'too much waits at the desk'],
  ])('%s is rejected and counted, with what was expected, and the next request is served', async (...row) => {
    const [, message, why] = row;
    const { asked } = await atDesk(async (desk) => {
      await desk.signal(message);
      await desk.signal({ ticketIds: ['1'] });
      const { rejected, rejectedCount } = await served(desk, 1);
      expect({ rejected, rejectedCount }).toEqual({
        rejected: [expect.stringContaining(why)],
        rejectedCount: 1,
      });
      expect(rejected[0]?.length).toBeLessThan(1_000);
    });
    expect(asked).toHaveLength(1);
  });

  test('many requests that can hardly wait together: what the desk cannot carry is rejected, and it goes on', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await atDesk(
      async (desk) => {
        for (let time = 0; time < 8; time += 1) await desk.signal({ ticketIds: ids(9_000, 1_000_000) });
        const { waiting, rejectedCount } = await desk.state();
        // One of them is handed over, at some moment.
        expect(waiting.length).toBeLessThanOrEqual(4);
        expect([3, 4]).toContain(rejectedCount);
        expect(waiting[0]).toMatchObject({ tickets: 9_000, ticketIds: ids(20, 1_000_000) });
        release();
      },
      { askForVerdicts: () => held },
    );
  });

  describe('a request that fails', () => {
    test.each(['few', 'many'])(
      'for good, of %s tickets → is kept with its reason; those behind it are served, over continue-as-new',
      async (size) => {
        const bad = size === 'few' ? { ticketIds: ['666'] } : { filter: { source: 'rules' } };
        const refuse = () => Promise.reject(failing(FAILURE.temporalRefused, { nonRetryable: true }));
        const { askedIds } = await atDesk(
          async (desk) => {
            const firstRun = await desk.runId();
            for (const id of ids(3)) await desk.signal({ ticketIds: [id] });
            await desk.signal(bad);
            await desk.until('it has failed', ({ failedCount }) => failedCount === 1);
            for (const id of ids(30, 10)) await desk.signal({ ticketIds: [id] });
            const state = await served(desk, 33);
            expect(state).toMatchObject({ asked: 33, waiting: [], reprocessing: null, failedCount: 1 });
            const why = size === 'few' ? FAILURE.temporalRefused : 'failed';
            expect(state.failed).toEqual([{ number: 3, asked: 0, why, failedAt: expect.any(String) }]);
            expect(await desk.runId()).not.toBe(firstRun);
          },
          {
            findTicketPage: refuse,
            askForVerdicts: ({ ticketIds }: Asked) => {
              if (ticketIds.includes('666')) return refuse();
              return Promise.resolve(void passed.push(...ticketIds));
            },
          },
        );
        expect(askedIds).toEqual([]);
        expect(passed.splice(0).sort()).toEqual([...ids(3), ...ids(30, 10)].sort());
      },
    );
    const passed: string[] = [];

    test('for a while → is tried again; requests behind it are served meanwhile', async () => {
      let away = true;
      const { asked } = await atDesk(
        async (desk) => {
          await desk.signal({ ticketIds: ['1'] });
          await desk.signal({ ticketIds: ['2'] });
          expect(await served(desk, 1)).toMatchObject({ waiting: [{ ticketIds: ['1'] }], failedCount: 0 });
          away = false;
          // At once, since somebody comes along whom it lets go first.
          await desk.signal({ ticketIds: ['3'] });
          await served(desk, 2);
        },
        {
          askForVerdicts: ({ ticketIds }: Asked) =>
            away && ticketIds.includes('1')
              ? Promise.reject(failing('Away', { nextRetryDelay: 10 }))
              : Promise.resolve(),
        },
      );
      expect(asked).toEqual([]);
    });
  });

  describe('a request for many tickets', () => {
    test('by filter is gone through page by page, each ticket asked once with one key, over continue-as-new', async () => {
      const { asked, filters, askedIds } = await atDesk(async (desk) => {
        await desk.signal({ filter: { source: 'rules', since: '24h' }, reason: 'outage' });
        const state = await served(desk, 1);
        expect(state).toMatchObject({ asked: 120, reprocessing: null, failedCount: 0 });
        expect(state.lastReprocessing).toMatchObject({
          workflowId: reprocessWorkflowId(desk.tenant),
          progress: { listed: 123, unwanted: 3, started: 120, updated: 120, costUsd: 60, stopped: null },
        });
      });
      expect(filters.map(({ filter, cursor }) => [filter, cursor])).toEqual(
        [null, '1', '2'].map((cursor) => [{ source: 'rules', since: '24h' }, cursor]),
      );
      expect(new Set(askedIds).size).toBe(120);
      expect(askedIds).toHaveLength(120);
      expect(new Set(asked.map(({ request }) => request.key)).size).toBe(1);
      // As many at once as the tenant's setting has it.
      expect(Math.max(...asked.map(({ ticketIds }) => ticketIds.length))).toBeLessThanOrEqual(40);
    });

    test('a long list of IDs too; a few tickets are asked at once beside it, further many wait for its end', async () => {
      let release = false;
      const lookUpTickets = ({ ticketIds }: { ticketIds: string[] }) =>
        release
          ? REPROCESSING.lookUpTickets({ ticketIds })
          : Promise.resolve(ticketIds.map((ticketId) => ({ ticketId, status: 'open' })));
      const { askedIds } = await atDesk(
        async (desk) => {
          await desk.signal({ ticketIds: ids(201, 5_000) });
          await desk.signal({ filter: {} });
          const { reprocessing } = await desk.until('it has begun', (now) => now.asked === 40);
          expect(reprocessing).toMatchObject({
            number: 0,
            progress: { listed: 200, inFlight: 40, pending: 160 },
          });
          await desk.signal({ ticketIds: ['42'] });
          expect(await served(desk, 1)).toMatchObject({ asked: 41, waiting: [{ number: 1, filter: {} }] });
          release = true;
          const state = await served(desk, 3);
          expect(state).toMatchObject({ asked: 201 + 1 + 120, waiting: [], failedCount: 0 });
        },
        { lookUpTickets },
      );
      expect(new Set(askedIds).size).toBe(201 + 1 + 120);
    });

    test('can be cancelled, and told to wait, by signals; the next one is served', async () => {
      const open = ({ ticketIds }: { ticketIds: string[] }) =>
        Promise.resolve(ticketIds.map((ticketId) => ({ ticketId, status: ended ? 'failed' : 'open' })));
      let ended = false;
      await atDesk(
        async (desk) => {
          await desk.signal({ filter: {} });
          await desk.until('it has begun', (now) => now.asked === 5);
          const workflow = env.client.workflow.getHandle(reprocessWorkflowId(desk.tenant));
          await workflow.signal('pause', { reason: 'wait' });
          const { paused } = await workflow.query<ReprocessTicketsProgress>('progress');
          expect(paused?.reason).toBe('wait');
          await workflow.signal('cancel', { reason: 'wrong filter' });
          ended = true;
          const state = await served(desk, 1);
          expect(state.lastReprocessing?.progress).toMatchObject({
            ...{ started: 5, failed: 5, stopped: { kind: 'cancelled', reason: 'wrong filter' } },
          });
          await desk.signal({ ticketIds: ['42'] });
          await served(desk, 2);
        },
        { lookUpTickets: open, ...FIVE_AT_ONCE },
      );
    });

    test('whose workflow somebody terminates is told as failed, and the next one is served', async () => {
      let open = true;
      const lookUpTickets = (query: { ticketIds: string[] }) =>
        open
          ? Promise.resolve(query.ticketIds.map((ticketId) => ({ ticketId, status: 'open' })))
          : REPROCESSING.lookUpTickets(query);
      await atDesk(
        async (desk) => {
          await desk.signal({ filter: { source: 'rules' } });
          await desk.signal({ filter: { source: 'llm' } });
          await desk.until('it has begun', (now) => now.asked === 5);
          await env.client.workflow.getHandle(reprocessWorkflowId(desk.tenant)).terminate();
          open = false;
          const { failed } = await served(desk, 1);
          expect(failed).toMatchObject([{ number: 0, asked: 5, why: 'terminated' }]);
        },
        { lookUpTickets, reprocessingBrakes: () => Promise.resolve({ concurrency: open ? 5 : 40 }) },
      );
    });
  });

  test('several hundred tickets by filter on a real server, workers replaced in the middle: one more verdict each', async () => {
    const tenant = freshTenant();
    const tickets = { tenant, platform: 'zendesk' } as const;
    const runs = createTicketRuns(env.client);
    const COUNT = 220;
    let byRules = true;
    const overrides: Partial<TicketStubs> = {
      fetchTicket: ({ ticketId }) =>
        Promise.resolve({ ...TICKET, ticketId, tags: byRules ? [] : ['ai_processed', 'ai_fallback'] }),
    };
    const rules = () => Promise.reject(failing(FAILURE.modelUnusable, { nonRetryable: true }));
    const before = ticketStubs({ ...overrides, analyzeTicket: rules });
    await withWorkers(env, { tenant, activities: before.activities }, async () => {
      for (let next = 1; next <= COUNT; next += 20) {
        const batch = ids(20, next).map((ticketId) =>
          env.client.workflow.execute('processTicket', {
            ...ticketStartOptions({ ...tickets, ticketId, reason: 'scan' }),
          }),
        );
        await Promise.all(batch);
      }
    });
    await eventually('every run to be listed', async () => {
      const query = `Tenant = '${tenant}' AND Source = 'rules' AND ExecutionStatus = 'Completed'`;
      return (await env.client.workflow.count(query)).count === COUNT || undefined;
    });
    expect(before.writes).toHaveLength(COUNT);

    byRules = false;
    const after = ticketStubs(overrides);
    const activities = {
      ...after.activities,
      reprocessingBrakes: () => Promise.resolve({ concurrency: 40 }),
      findTicketPage: (query: Parameters<typeof runs.findPage>[0]) => runs.findPage({ ...query, ...tickets }),
      lookUpReprocessing: () => runs.reprocessing({ tenant }),
      lookUpTickets: ({ ticketIds }: { ticketIds: string[] }) => runs.statuses({ ...tickets, ticketIds }),
      askForVerdicts: (input: Asked) => runs.ask({ ...input, ...tickets }),
    };
    const desk = deskOf(tenant);
    await withWorkers(env, { tenant, activities }, async () => {
      await ensureDesk(env.client, tenant, 'zendesk');
      await desk.signal({ filter: { source: 'rules' } });
      await eventually('some are asked', () => after.writes.length > 40 || undefined);
    });
    const state = await withWorkers(env, { tenant, activities }, async () => {
      for (;;) {
        const now = await desk.until('it goes on', ({ asked }) => asked > 0);
        if (now.served === 1) return now;
      }
    });
    await closeDesk(tenant);
    expect(state.lastReprocessing?.progress).toMatchObject({
      listed: COUNT,
      updated: COUNT,
      failed: 0,
      parked: 0,
    });
    const written = after.writes.map(({ ticketId }) => ticketId);
    expect(new Set(written)).toEqual(new Set(ids(COUNT)));
    expect(written).toHaveLength(COUNT);
  }, 300_000);
});
