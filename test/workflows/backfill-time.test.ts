import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Activities } from '../../src/activities/index.js';
import type { BackfillInput, BackfillResult } from '../../src/contract/desk.js';
import { FAILURE } from '../../src/contract/failures.js';
import { startBackfill } from '../../src/temporal/backfill.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';
import { ANALYSIS, failing, TICKET, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

const HOURS_MS = 5 * 3600_000;

(hasTimeSkipping ? describe : describe.skip)('a backfill over hours', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  const backfilled = async (
    ticketIds: string[],
    order: Partial<BackfillInput>,
    overrides: Partial<TicketStubs> & Partial<Pick<Activities, 'lookUpTickets'>> = {},
  ) => {
    const tenant = freshTenant();
    const { lookUpTickets, ...steps } = overrides;
    const stubs = ticketStubs(steps);
    const page = { ticketIds, listed: ticketIds.length, cursor: 'end', endOfStream: true };
    const activities = { ...stubs.activities, listTickets: () => Promise.resolve(page), lookUpTickets };
    const result = await withWorkers(env, { tenant, activities }, async () => {
      const { workflowId } = await startBackfill(env.client, {
        ...{ tenant, platform: 'zendesk', anyStatus: false, concurrency: 5, dryRun: false },
        ...{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
        ...{ ratePerMinute: null, maxCostUsd: null },
        ...order,
      });
      return (await env.client.workflow.getHandle(workflowId).result()) as BackfillResult;
    });
    return { result, starts: stubs.rounds.map(({ startedAt }) => Date.parse(startedAt)).sort() };
  };

  test('6 tickets an hour: each starts ten minutes after the one before', async () => {
    const { result, starts } = await backfilled(['1', '2', '3', '4'], { ratePerMinute: 0.1 });
    expect(result).toMatchObject({ started: 4, updated: 4 });
    const gapsS = starts.slice(1).map((at, index) => (at - starts[index]!) / 1_000);
    for (const gapS of gapsS) expect(gapS).toBeGreaterThan(595);
    expect(gapsS).toHaveLength(3);
  });

  test('a look-up of silent children that can never succeed does not leave it standing', async () => {
    const silent = Array.from({ length: 12 }, (_none, index) => ({
      ticketId: `s${index}`,
      sinceMs: Date.now(),
    }));
    const counters = {
      ...{ listed: 12, unwanted: 0, alreadyRunning: 0, started: 12, updated: 0, unchanged: 0, dryRun: 0 },
      ...{ skipped: 0, failed: 0, parked: 0, fallback: 0, unreadable: 0, cursorRefused: 0 },
    };
    const window = {
      ...{
        counters,
        cursor: null,
        endOfStream: false,
        pending: [],
        inFlight: silent,
        startedAtMs: Date.now(),
      },
    };
    const resume = { window, costMicroUsd: 0, paused: null, stopped: null, nextStartMs: 0 };
    const { result } = await backfilled(
      ['1', '2'],
      { concurrency: 2, resume },
      { lookUpTickets: () => Promise.reject(failing('Broken', { nonRetryable: true })) },
    );
    expect(result).toMatchObject({ listed: 14, started: 14, updated: 2, parked: 12, failed: 0 });
  });

  test('a ticket that the help desk does not answer for is parked after two minutes and holds nobody up', async () => {
    const { result } = await backfilled(
      ['1', '2', '3'],
      { concurrency: 1 },
      {
        fetchTicket: ({ ticketId }) =>
          ticketId === '1'
            ? Promise.reject(failing(FAILURE.platformUnavailable))
            : Promise.resolve({ ...TICKET, ticketId }),
      },
    );
    expect(result).toMatchObject({ started: 3, parked: 1, updated: 2, stopped: null });
  });

  test('a help desk that takes no writes for hours: no more is started than may be stuck, then all of it goes on', async () => {
    const ticketIds = Array.from({ length: 40 }, (_none, index) => String(index));
    const since = Date.now();
    let judged = 0;
    const { result } = await backfilled(
      ticketIds,
      { concurrency: 2 },
      {
        analyzeTicket: async () => {
          judged += 1;
          // All that may be in flight or parked; one more would be paid for although nothing is written.
          if (judged <= 12) return ANALYSIS;
          const passedMs = (await env.currentTimeMs()) - since;
          if (passedMs < HOURS_MS) throw failing(FAILURE.tenantUnknown, { nonRetryable: true });
          return ANALYSIS;
        },
        mergeUpdate: async () => {
          const passedMs = (await env.currentTimeMs()) - since;
          if (passedMs < HOURS_MS) throw failing(FAILURE.platformUnavailable);
          return { kind: 'updated' };
        },
      },
    );
    expect(result).toMatchObject({ started: 40, updated: 40, failed: 0, parked: 0, fallback: 0 });
  });
});
