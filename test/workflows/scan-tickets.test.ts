import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowFailedError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type {
  ListTicketsResult,
  ScanProgress,
  ScanTicketsInput,
  ScanTicketsResult,
} from '../../src/contract/scan.js';
import { ensureScanSchedule } from '../../src/temporal/schedules.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { followScan } from '../../src/temporal/follow-scan.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { failing, TICKET, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

/** So few events that a scan of this size continues as new several times. */
const EVENTS_PER_RUN = 120;

describe('scanTickets', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer([`limit.historyCount.suggestContinueAsNew=${EVENTS_PER_RUN}`]);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  const ids = (count: number): string[] => Array.from({ length: count }, (_none, index) => String(index + 1));

  /** Pages of a listing; the cursor is the number of the next page. */
  const listing = (pages: string[][], unwanted = 0) => {
    const asked: (string | null)[] = [];
    const listTickets = ({ cursor }: { cursor: string | null }): Promise<ListTicketsResult> => {
      asked.push(cursor);
      const number = Number(cursor ?? 0);
      const ticketIds = pages[number] ?? [];
      const endOfStream = number >= pages.length - 1;
      return Promise.resolve({
        ticketIds,
        listed: ticketIds.length + unwanted,
        cursor: String(number + 1),
        endOfStream,
      });
    };
    return { asked, listTickets };
  };

  const scan = (tenant: string, concurrency = 5, account = 'account'): ScanTicketsInput => ({
    tenant,
    platform: 'zendesk',
    account,
    concurrency,
  });
  const start = (input: ScanTicketsInput) =>
    env.client.workflow.start<(input: ScanTicketsInput) => Promise<ScanTicketsResult>>('scanTickets', {
      workflowId: `scan-${input.tenant}`,
      taskQueue: TICKETS_QUEUE,
      args: [input],
    });
  const activitiesOf = (listTickets: unknown, overrides: Partial<TicketStubs> = {}) => {
    const stubs = ticketStubs(overrides);
    const runs = createTicketRuns(env.client);
    const lookUpTickets = ({ tenant, ticketIds }: { tenant: string; ticketIds: string[] }) =>
      runs.statuses({ tenant, platform: 'zendesk', ticketIds });
    return { ...stubs, activities: { ...stubs.activities, listTickets, lookUpTickets } };
  };

  test('every listed ticket is processed once, in pages, over several continue-as-new, and counted', async () => {
    const tenant = freshTenant();
    const { listTickets } = listing([ids(40), ids(80).slice(40)], 3);
    const stubs = activitiesOf(listTickets);
    const { result, firstRunId, lastRunId } = await withWorkers(
      env,
      { tenant, activities: stubs.activities },
      async () => {
        const handle = await start(scan(tenant, 8));
        const ended = await handle.result();
        const { runId } = await env.client.workflow.getHandle(handle.workflowId).describe();
        return { result: ended, firstRunId: handle.firstExecutionRunId, lastRunId: runId };
      },
    );
    expect(lastRunId).not.toBe(firstRunId);
    expect(result).toMatchObject({
      listed: 86,
      unwanted: 6,
      started: 80,
      updated: 80,
      failed: 0,
      parked: 0,
      cursor: '2',
    });
    expect(new Set(stubs.writes.map(({ ticketId }) => ticketId)).size).toBe(80);
    expect(stubs.writes).toHaveLength(80);
  });

  test('never more tickets in flight than the concurrency', async () => {
    const tenant = freshTenant();
    let now = 0;
    let most = 0;
    const stubs = activitiesOf(listing([ids(20)]).listTickets, {
      redactTicket: async () => {
        most = Math.max(most, (now += 1));
        // The first waits for the others that may run beside it, however busy the machine is.
        await eventually('as many as may run', () => (most >= 3 ? true : undefined));
        now -= 1;
        return { ticket: { subject: '', messages: [], removed: {}, inputHash: 'i' }, truncated: false };
      },
    });
    await withWorkers(env, { tenant, activities: stubs.activities }, async () =>
      (await start(scan(tenant, 3))).result(),
    );
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  test('outcomes are counted: skipped, unchanged, by rules, failed; the sum is what was started', async () => {
    const tenant = freshTenant();
    const stubs = activitiesOf(listing([ids(5)]).listTickets, {
      fetchTicket: ({ ticketId }) => {
        if (ticketId === '1') return Promise.reject(failing(FAILURE.ticketNotFound, { nonRetryable: true }));
        if (ticketId === '2') return Promise.reject(failing(FAILURE.tenantUnknown, { nonRetryable: true }));
        return Promise.resolve({ ...TICKET, ticketId, tags: ticketId === '3' ? ['ai_processed'] : [] });
      },
      analyzeTicket: () => Promise.reject(failing(FAILURE.modelUnauthorized, { nonRetryable: true })),
    });
    const result = await withWorkers(env, { tenant, activities: stubs.activities }, async () =>
      (await start(scan(tenant))).result(),
    );
    expect(result).toMatchObject({
      started: 5,
      skipped: 1,
      failed: 1,
      unchanged: 1,
      updated: 2,
      fallback: 2,
    });
  });

  test('a ticket whose workflow runs already is counted and left to it', async () => {
    const tenant = freshTenant();
    const release: (() => void)[] = [];
    const stubs = activitiesOf(listing([['1', '2']]).listTickets, {
      redactTicket: async () => {
        if (release.length === 0) await new Promise<void>((resolve) => release.push(resolve));
        return { ticket: { subject: '', messages: [], removed: {}, inputHash: 'i' }, truncated: false };
      },
    });
    const result = await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const workflowId = ticketWorkflowId(tenant, 'zendesk', '1');
      const input = { tenant, platform: 'zendesk', ticketId: '1', reason: 'operator' };
      const running = await env.client.workflow.start('processTicket', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [input],
      });
      while (release.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      const ended = await (await start(scan(tenant))).result();
      release.forEach((go) => go());
      await running.result();
      return ended;
    });
    expect(result).toMatchObject({ alreadyRunning: 1, started: 1, updated: 1 });
    expect(stubs.writes.map(({ ticketId }) => ticketId).sort()).toEqual(['1', '2']);
  });

  test('a terminated child gives its place back', async () => {
    const tenant = freshTenant();
    const stubs = activitiesOf(listing([['1', '2', '3']]).listTickets, {
      fetchTicket: ({ ticketId }) =>
        ticketId === '1'
          ? Promise.reject(failing(FAILURE.platformUnavailable))
          : Promise.resolve({ ...TICKET, ticketId }),
    });
    const result = await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const handle = await start(scan(tenant, 1));
      const stuck = env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '1'));
      for (;;) {
        const terminated = await stuck.terminate('test').then(
          () => true,
          () => false,
        );
        if (terminated) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return handle.result();
    });
    expect(result).toMatchObject({ started: 3, failed: 1, updated: 2 });
  });

  test('a refused listing fails the scan with a clear failure, at once', async () => {
    const tenant = freshTenant();
    const refuse = () => Promise.reject(failing(FAILURE.listingRefused, { nonRetryable: true }));
    const stubs = activitiesOf(refuse);
    const error: unknown = await withWorkers(env, { tenant, activities: stubs.activities }, async () =>
      (await start(scan(tenant))).result().catch((caught: unknown) => caught),
    );
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect((error as WorkflowFailedError).cause?.cause).toMatchObject({ type: FAILURE.listingRefused });
  });

  test('a cancelled scan leaves started tickets to finish', async () => {
    const tenant = freshTenant();
    const release: (() => void)[] = [];
    const stubs = activitiesOf(listing([ids(4)]).listTickets, {
      redactTicket: async () => {
        await new Promise<void>((resolve) => release.push(resolve));
        return { ticket: { subject: '', messages: [], removed: {}, inputHash: 'i' }, truncated: false };
      },
    });
    await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const handle = await start(scan(tenant, 2));
      while (release.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      await handle.cancel();
      await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
      release.forEach((go) => go());
      for (const ticketId of ['1', '2']) {
        await env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId)).result();
      }
    });
    expect(stubs.writes).toHaveLength(2);
  });

  test('the progress query answers while the scan runs', async () => {
    const tenant = freshTenant();
    let progress: ScanProgress | undefined;
    const stubs = activitiesOf(listing([ids(3)]).listTickets, {
      mergeUpdate: async () => {
        progress ??= await env.client.workflow.getHandle(`scan-${tenant}`).query<ScanProgress>('progress');
        return { kind: 'updated' };
      },
    });
    await withWorkers(env, { tenant, activities: stubs.activities }, async () =>
      (await start(scan(tenant, 3))).result(),
    );
    expect(progress).toMatchObject({ listed: 3, started: 3, inFlight: 3, endOfStream: true });
  });

  test('the next scan of the schedule begins where the last one ended; one of another account begins anew', async () => {
    const tenant = freshTenant();
    const { asked, listTickets } = listing([['1'], ['2']]);
    const stubs = activitiesOf(listTickets);
    const schedule = { tenant, platform: 'zendesk' as const, cron: '0 0 1 1 *', concurrency: 2 };
    await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const follow = async (account: string) => {
        const handle = await ensureScanSchedule(env.client, { ...schedule, account });
        const signal = new AbortController().signal;
        const end = await followScan({
          client: env.client,
          schedule: handle,
          signal,
          onProgress: () => undefined,
        });
        expect(end).toMatchObject({ kind: 'done' });
      };
      await follow('account');
      await follow('account');
      await follow('another account');
      await env.client.schedule.getHandle(`scan-${tenant}`).delete();
    });
    expect(asked).toEqual([null, '1', '2', null, '1']);
  });
});
