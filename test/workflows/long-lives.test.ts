import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { SEARCH_ATTRIBUTES, ticketWorkflowId } from '../../src/contract/names.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import type { ProcessTicketResult } from '../../src/contract/ticket.js';
import { FAILURE } from '../../src/contract/failures.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { eventually } from '../support/poll.js';
import { rememberingDesk } from '../support/remembering-desk.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { failing, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

/** As a server has it after weeks: 51,200 events by default. */
const MOST_EVENTS = 120;

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer([
    `limit.historyCount.error=${MOST_EVENTS}`,
    `limit.historyCount.suggestContinueAsNew=60`,
  ]);
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

/** A ticket of a tenant of its own; `pages`: of its history, which make each look at it longer. */
function ticketWith(overrides: (desk: ReturnType<typeof rememberingDesk>) => Partial<TicketStubs>) {
  const tenant = freshTenant();
  const desk = rememberingDesk();
  let pages = 1;
  const readHistory: TicketStubs['readHistory'] = ({ ticketId, page }) => {
    const number = Number(page ?? '1');
    const { previous } = desk.ticket(ticketId);
    return Promise.resolve(
      number < pages ? { previous: null, nextPage: String(number + 1) } : { previous, nextPage: null },
    );
  };
  const stubs = ticketStubs({ ...desk.stubs, readHistory, ...overrides(desk) });
  const input = { tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' } as const;
  const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
  return {
    ...{ tenant, desk, stubs, workflowId },
    setPages: (count: number) => void (pages = count),
    start: () => env.client.workflow.start('processTicket', ticketStartOptions(input)),
    handle: env.client.workflow.getHandle(workflowId),
    within: <T>(use: () => Promise<T>) => withWorkers(env, { tenant, activities: stubs.activities }, use),
    runs: async () => {
      const found = [];
      for await (const run of env.client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
        found.push(run);
      return found;
    },
    eventsOf: async (runId: string) =>
      (await env.client.workflow.getHandle(workflowId, runId).fetchHistory()).events?.length ?? 0,
  };
}

test('a write that stays refused outlives the limit of the history; the one whose answer was lost is recognised', async () => {
  let tries = 0;
  const ticket = ticketWith((desk) => ({
    mergeUpdate: async (input) => {
      tries += 1;
      if (tries === 5) await desk.stubs.mergeUpdate(input);
      throw failing(FAILURE.writeUncertain, { nonRetryable: true });
    },
  }));
  ticket.setPages(3);
  const { firstExecutionRunId, result } = await ticket.within(async () => {
    const handle = await ticket.start();
    const result = (await handle.result()) as ProcessTicketResult;
    return { firstExecutionRunId: handle.firstExecutionRunId, result };
  });
  expect(result).toMatchObject({
    ...{ kind: 'updated', round: 1, verdictId: `${firstExecutionRunId}/1` },
  });
  expect(tries).toBe(5);
  expect(ticket.desk.ticket('42').writes).toHaveLength(1);
  expect(ticket.stubs.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(1);
  expect(ticket.stubs.audited).toHaveLength(1);
  expect(ticket.stubs.audited[0]?.startedAt).toBe(ticket.stubs.rounds[0]?.startedAt);
  const runs = await eventually('the whole chain', async () => {
    const found = await ticket.runs();
    return found.some(({ status }) => status.name === 'COMPLETED') ? found : undefined;
  });
  expect(runs.filter(({ status }) => status.name === 'CONTINUED_AS_NEW').length).toBeGreaterThan(0);
  for (const { runId, typedSearchAttributes } of runs) {
    expect(await ticket.eventsOf(runId)).toBeLessThan(MOST_EVENTS);
    expect(typedSearchAttributes.get(SEARCH_ATTRIBUTES.tenant)).toBe(ticket.tenant);
  }
});

test('requests that come while a run continues as new again and again are each served once', async () => {
  const ticket = ticketWith(() => ({}));
  const keys = Array.from({ length: 30 }, (_none, nth) => `k-${nth}`);
  await ticket.within(async () => {
    const ask = (key: string) =>
      createTicketRuns(env.client).ask({
        ...{ tenant: ticket.tenant, platform: 'zendesk', ticketIds: ['42'] },
        request: { reason: 'cli', force: true, key },
      });
    // Each twice, as a sender does who heard no answer.
    for (const key of keys) await Promise.all([ask(key), ask(key)]);
    await ticket.handle.result();
  });
  const served = ticket.desk.ticket('42').writes.flatMap(({ record }) => record.requestKeys ?? []);
  expect([...served].sort()).toEqual([...keys].sort());
  expect((await ticket.runs()).some(({ status }) => status.name === 'TERMINATED')).toBe(false);
});

test('a run that the server ended is failed, one that a person terminated is not; the first is begun anew', async () => {
  const tickets = createTicketRuns(env.client);
  const ticket = ticketWith((desk) => ({
    fetchTicket: async (input) => ({ ...(await desk.stubs.fetchTicket(input)), tags: ['ai_bug'] }),
  }));
  // One look alone is longer than the server allows.
  ticket.setPages(40);
  await ticket.within(async () => {
    await expect((await ticket.start()).result()).rejects.toThrow();
    expect((await ticket.handle.describe()).status.name).toBe('TERMINATED');
    const byPerson = await env.client.workflow.start(
      'processTicket',
      ticketStartOptions({ tenant: ticket.tenant, platform: 'zendesk', ticketId: '43', reason: 'scan' }),
    );
    await byPerson.terminate('by a person');
    const of = { tenant: ticket.tenant, platform: 'zendesk' } as const;
    const failed = await eventually('the run that the server ended', async () => {
      const found = await tickets.failed(of);
      const people = await tickets.endedByPeople(of);
      return found.length > 0 && people.length > 0 ? { found, people } : undefined;
    });
    expect(failed.found).toMatchObject([{ ticketId: '42', failures: 1 }]);
    expect(failed.people).toMatchObject([{ ticketId: '43', by: 'terminated' }]);
    ticket.setPages(1);
    expect(await tickets.revive({ ...of, ...failed.found[0]! })).toBe(true);
    expect(await ticket.handle.result()).toMatchObject({ kind: 'updated', reason: 'revive' });
  });
});
