import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import { ticketWorkflowId } from '../../src/contract/names.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { SERVED_BEFORE } from '../../src/domain/requests.js';
import type { FailedTicket } from '../../src/ports/ticket-runs.js';
import { createReportChange } from '../../src/temporal/report-change.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { eventually } from '../support/poll.js';
import { rememberingDesk } from '../support/remembering-desk.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { failing, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

/** A ticket that has a verdict, of which a person has changed the priority: only force takes that back. */
async function judgedTicket(
  overrides: (desk: ReturnType<typeof rememberingDesk>) => Partial<TicketStubs> = () => ({}),
) {
  const tenant = freshTenant();
  const desk = rememberingDesk();
  const stubs = ticketStubs({ ...desk.stubs, ...overrides(desk) });
  const ticket = { tenant, platform: 'zendesk', ticketId: '42' } as const;
  const runs = createTicketRuns(env.client);
  const handle = env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '42'));
  const start = (reason = 'scan') =>
    env.client.workflow.start('processTicket', ticketStartOptions({ ...ticket, reason }));
  const within = <T>(use: () => Promise<T>) =>
    withWorkers(env, { tenant, activities: stubs.activities }, use);
  const ask = (key: string, force = true) =>
    runs.ask({ tenant, platform: 'zendesk', ticketIds: ['42'], request: { reason: 'cli', force, key } });
  await within(async () => {
    await (await start()).result();
    desk.edit('42', { priority: 'urgent' });
  });
  const priority = () => desk.ticket('42').ticket.priority;
  return {
    ...{ ticket, desk, stubs, handle, start, within, ask, runs, priority },
    report: () => createReportChange(env.client)(ticket),
    failed: (): Promise<FailedTicket> =>
      eventually('the failed ticket', async () => (await runs.failed(ticket))[0]),
  };
}

describe('a request to a ticket', () => {
  test('is served also where a webhook began the run between two tries of the sender', async () => {
    const { ask, report, within, handle, priority } = await judgedTicket();
    // The first try did not reach the server; meanwhile a webhook began a run.
    await report();
    await ask('k');
    await within(async () => {
      await handle.result();
    });
    expect(priority()).toBe('high');
  });

  test('that is delivered again after its run ended is not served again', async () => {
    const { ask, within, handle, desk, stubs, priority } = await judgedTicket();
    await within(async () => {
      await ask('k');
      expect(await handle.result()).toMatchObject({ kind: 'updated' });
      // A person changes their mind after it was served.
      desk.edit('42', { priority: 'low' });
      await ask('k');
      expect(await handle.result()).toMatchObject({ kind: 'unchanged', why: SERVED_BEFORE });
    });
    expect(priority()).toBe('low');
    expect(desk.ticket('42').writes).toHaveLength(2);
    expect(stubs.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(2);
  });

  test('that is delivered again beside another one does not lend it its force', async () => {
    const { ask, within, handle, desk, priority } = await judgedTicket();
    await within(async () => {
      await ask('forced');
      await handle.result();
      desk.edit('42', { priority: 'low' });
    });
    await Promise.all([ask('forced'), ask('another', false)]);
    await within(async () => {
      await handle.result();
    });
    expect(desk.ticket('42').writes).toHaveLength(3);
    expect(desk.ticket('42').writes.at(-1)?.record.requestKeys).toEqual(['another']);
    expect(priority()).toBe('low');
  });
});

describe('a round that fails', () => {
  const failsOnce = (during: () => Promise<unknown>) => {
    let left = 0;
    const of =
      (desk: ReturnType<typeof rememberingDesk>): TicketStubs['fetchTicket'] =>
      async (input) => {
        if ((left -= 1) !== 0) return desk.stubs.fetchTicket(input);
        await during();
        throw failing(FAILURE.tenantUnknown, { nonRetryable: true });
      };
    return { of, next: () => void (left = 1) };
  };

  test('takes nothing with it: what was asked meanwhile is served by the same run', async () => {
    const fault = failsOnce(() => scene.ask('k'));
    const scene = await judgedTicket((desk) => ({ fetchTicket: fault.of(desk) }));
    await scene.within(async () => {
      fault.next();
      await scene.start();
      expect(await scene.handle.result()).toMatchObject({ kind: 'updated', reason: 'cli', round: 2 });
    });
    expect(scene.priority()).toBe('high');
    expect(scene.stubs.rounds.map(({ end }) => end.kind)).toEqual(['updated', 'failed', 'updated']);
  });

  test('and is followed by a run that asks for nothing still owes its request, once', async () => {
    const fault = failsOnce(() => Promise.resolve());
    const scene = await judgedTicket((desk) => ({ fetchTicket: fault.of(desk) }));
    await scene.within(async () => {
      fault.next();
      await scene.ask('k');
      await expect(scene.handle.result()).rejects.toThrow();
      await scene.report();
      expect(await scene.handle.result()).toMatchObject({ kind: 'unchanged' });
      const owing = await scene.failed();
      expect(await scene.runs.revive({ ...scene.ticket, ...owing })).toBe(true);
      expect(await scene.handle.result()).toMatchObject({ kind: 'updated', reason: 'revive' });
      await eventually('nobody to owe anything', async () =>
        (await scene.runs.failed(scene.ticket)).length === 0 ? true : undefined,
      );
    });
    expect(scene.priority()).toBe('high');
    expect(scene.desk.ticket('42').writes).toHaveLength(2);
  });

  test('owes what a person typed into a signal without a key, and serves it once', async () => {
    const fault = failsOnce(() => Promise.resolve());
    const scene = await judgedTicket((desk) => ({ fetchTicket: fault.of(desk) }));
    await scene.within(async () => {
      fault.next();
      const begun = await scene.start();
      await begun.signal('reprocess', { force: true }).catch(() => undefined);
      const end: unknown = await scene.handle.result().catch((error: unknown) => error);
      if (end instanceof Error) await scene.runs.revive({ ...scene.ticket, ...(await scene.failed()) });
      expect(await scene.handle.result()).toMatchObject({ kind: 'updated' });
    });
    expect(scene.desk.ticket('42').writes).toHaveLength(2);
  });

  test('after its run timed out is begun anew with all that it was asked, also what no round had seen', async () => {
    const scene = await judgedTicket();
    const options = ticketStartOptions({ ...scene.ticket, reason: 'scan' });
    await env.client.workflow.start('processTicket', { ...options, workflowExecutionTimeout: '2s' });
    await scene.ask('k');
    await expect(scene.handle.result()).rejects.toThrow();
    const owing = await scene.failed();
    await scene.within(async () => {
      await scene.runs.revive({ ...scene.ticket, ...owing });
      expect(await scene.handle.result()).toMatchObject({ kind: 'updated', reason: 'revive' });
    });
    expect(scene.priority()).toBe('high');
  });
});
