import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TicketFilter } from '../../src/contract/desk.js';
import type { ListTicketsResult } from '../../src/contract/scan.js';
import { FAILURE } from '../../src/contract/failures.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { ANALYSIS, failing, TICKET, ticketStubs } from '../support/ticket-stubs.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

describe('tickets by what their latest verdict says', () => {
  /** Runs tickets one after the other: by the rules, by the model, or left as they are. */
  const found = async (
    runs: [ticketId: string, by: 'rules' | 'llm' | 'nobody', dryRun?: true][],
    filter: TicketFilter,
  ) => {
    const tenant = freshTenant();
    let by: string;
    const { activities } = ticketStubs({
      fetchTicket: ({ ticketId }) =>
        Promise.resolve({ ...TICKET, ticketId, tags: by === 'nobody' ? ['ai_processed'] : [] }),
      analyzeTicket: () =>
        by === 'rules'
          ? Promise.reject(failing(FAILURE.modelUnusable, { nonRetryable: true }))
          : Promise.resolve(ANALYSIS),
    });
    await withWorkers(env, { tenant, activities }, async () => {
      for (const [ticketId, each, dryRun] of runs) {
        by = each;
        const input = { tenant, platform: 'zendesk', ticketId, reason: 'scan' } as const;
        const options = ticketStartOptions({ ...input, ...(dryRun ? { dryRun } : {}) });
        await env.client.workflow.execute('processTicket', options);
      }
    });
    await eventually('every run to be listed as completed', async () => {
      const query = `Tenant = '${tenant}' AND ExecutionStatus = 'Completed'`;
      return (await env.client.workflow.count(query)).count === runs.length ? true : undefined;
    });
    const tickets = { tenant, platform: 'zendesk' } as const;
    return (await createTicketRuns(env.client).find({ ...tickets, filter, now: new Date() })).sort();
  };

  test('one that the rules judged first and the model later is the model’s', async () => {
    const runs: Parameters<typeof found>[0] = [
      ['1', 'rules'],
      ['2', 'rules'],
      ['2', 'llm'],
    ];
    expect(await found(runs, { source: 'rules' })).toEqual(['1']);
  });

  test('a run that left the ticket as it was does not hide its verdict', async () => {
    const runs: Parameters<typeof found>[0] = [
      ['1', 'rules'],
      ['1', 'nobody'],
      ['2', 'rules'],
      ['2', 'llm'],
      ['2', 'nobody'],
    ];
    expect(await found(runs, { source: 'rules' })).toEqual(['1']);
  });

  test('a dry run is no verdict of the ticket', async () => {
    const runs: Parameters<typeof found>[0] = [
      ['1', 'rules', true],
      ['2', 'rules'],
    ];
    expect(await found(runs, { source: 'rules' })).toEqual(['2']);
    expect(await found([['3', 'llm', true]], { since: '1h' })).toEqual([]);
  });
});

test('all pages of a filter name each ticket once, however many runs of it fit; what begins later is not looked at', async () => {
  const tenant = freshTenant();
  const tickets = { tenant, platform: 'zendesk' } as const;
  const { activities } = ticketStubs({
    analyzeTicket: () => Promise.reject(failing(FAILURE.modelUnusable, { nonRetryable: true })),
  });
  const runAll = (ticketIds: string[]) =>
    Promise.all(
      ticketIds.map((ticketId) =>
        env.client.workflow.execute(
          'processTicket',
          ticketStartOptions({ ...tickets, ticketId, reason: 'scan' }),
        ),
      ),
    );
  const listedAre = (count: number) =>
    eventually('every run to be listed', async () => {
      const query = `Tenant = '${tenant}' AND Source = 'rules' AND ExecutionStatus = 'Completed'`;
      return (await env.client.workflow.count(query)).count === count || undefined;
    });
  const all = Array.from({ length: 130 }, (_none, index) => String(index + 1));
  const runs = createTicketRuns(env.client);
  const pages: string[][] = [];
  await withWorkers(env, { tenant, activities }, async () => {
    for (let time = 0; time < 2; time += 1)
      for (let next = 0; next < all.length; next += 26) await runAll(all.slice(next, next + 26));
    await listedAre(260);
    const askedAt = new Date().toISOString();
    for (let cursor: string | null = null; ;) {
      const page: ListTicketsResult = await runs.findPage({
        ...tickets,
        filter: { source: 'rules' },
        askedAt,
        cursor,
      });
      pages.push(page.ticketIds);
      if (page.endOfStream) break;
      cursor = page.cursor;
      // What a page names is judged again before the next page is asked for.
      await runAll(page.ticketIds.slice(0, 5));
    }
  });
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat().sort()).toEqual([...all].sort());
});

test('the status of a run that left its ticket tells why', async () => {
  const tenant = freshTenant();
  const processed = () => Promise.resolve({ ...TICKET, tags: ['ai_processed'] });
  const { activities } = ticketStubs({ fetchTicket: processed });
  const query = { tenant, platform: 'zendesk', ticketIds: ['42', 'unknown'] } as const;
  await withWorkers(env, { tenant, activities }, () =>
    env.client.workflow.execute(
      'processTicket',
      ticketStartOptions({ ...query, ticketId: '42', reason: 'scan' }),
    ),
  );
  expect(await createTicketRuns(env.client).statuses(query)).toEqual([
    { ticketId: '42', status: 'done', kind: 'unchanged', source: null, why: 'it has a verdict already' },
    { ticketId: 'unknown', status: 'failed' },
  ]);
});
