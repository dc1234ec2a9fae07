import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ticketWorkflowId } from '../../src/contract/names.js';
import type { Analysis, ProcessTicketResult } from '../../src/contract/ticket.js';
import { createReportChange } from '../../src/temporal/report-change.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { rememberingDesk } from '../support/remembering-desk.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { ANALYSIS, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

/** A step that waits until it is let go. */
function held<T>(answer: () => T): { step: () => Promise<T>; reached: Promise<void>; letGo: () => void } {
  let letGo: () => void = () => undefined;
  let reach: () => void = () => undefined;
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const reached = new Promise<void>((resolve) => (reach = resolve));
  return { step: () => (reach(), free.then(answer)), reached, letGo };
}

/** One ticket of a help desk that remembers, with the runs of a worker on it. */
function scene(overrides: (desk: ReturnType<typeof rememberingDesk>) => Partial<TicketStubs> = () => ({})) {
  const tenant = freshTenant();
  const desk = rememberingDesk();
  const stubs = ticketStubs({ ...desk.stubs, ...overrides(desk) });
  const ticket = { tenant, platform: 'zendesk', ticketId: '42' } as const;
  const report = () => createReportChange(env.client)(ticket);
  const handle = env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '42'));
  const run = (use: () => Promise<void>) => withWorkers(env, { tenant, activities: stubs.activities }, use);
  const ended = async () => (await handle.result()) as ProcessTicketResult;
  return { ticket, desk, stubs, report, handle, run, ended, writes: desk.ticket('42').writes };
}

describe('a change that is reported', () => {
  test('starts the run of a new ticket, which is a webhook’s in reason and priority', async () => {
    const { report, run, ended, handle, writes, stubs } = scene();
    await run(async () => {
      expect(await report()).toEqual({ workflowId: handle.workflowId });
      expect(await ended()).toMatchObject({ kind: 'updated', reason: 'webhook', round: 1 });
    });
    expect(writes).toHaveLength(1);
    expect(stubs.rounds).toMatchObject([{ reason: 'webhook', end: { kind: 'updated' } }]);
    expect((await handle.describe()).priority).toMatchObject({ priorityKey: 2 });
  });

  test('again, after the verdict → unchanged, nothing written', async () => {
    const { report, run, ended, writes } = scene();
    await run(async () => {
      await report();
      await ended();
      await report();
      expect(await ended()).toMatchObject({ kind: 'unchanged', why: 'it has a verdict already' });
    });
    expect(writes).toHaveLength(1);
  });

  test('before anybody works: all reports are one run of one round', async () => {
    const { report, run, ended, stubs } = scene();
    await Promise.all([report(), report(), report()]);
    await run(async () => {
      expect(await ended()).toMatchObject({ kind: 'updated', round: 1 });
    });
    expect(stubs.calls).toEqual(['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate']);
  });

  test('while the model is asked is folded into that round', async () => {
    const model = held<Analysis>(() => ANALYSIS);
    const { report, run, ended, stubs } = scene(() => ({ analyzeTicket: model.step }));
    await run(async () => {
      await report();
      await model.reached;
      await Promise.all([report(), report(), report()]);
      model.letGo();
      expect(await ended()).toMatchObject({ kind: 'updated', round: 1 });
    });
    expect(stubs.calls).toEqual(['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate']);
  });

  test('while the verdict is written is looked at, and does not hide the verdict', async () => {
    const write = held(() => undefined);
    const { report, run, ended, stubs, writes, handle } = scene((desk) => ({
      mergeUpdate: (input) => write.step().then(() => desk.stubs.mergeUpdate(input)),
    }));
    await run(async () => {
      await report();
      await write.reached;
      await report();
      write.letGo();
      expect(await ended()).toMatchObject({ kind: 'updated', round: 1, analysis: ANALYSIS.verdict });
    });
    expect(writes).toHaveLength(1);
    expect(stubs.rounds.map(({ end }) => end.kind)).toEqual(['updated', 'unchanged']);
    const labels = (await handle.describe()).typedSearchAttributes.getAll();
    expect(labels.find(({ key }) => key.name === 'Outcome')?.value).toBe('updated');
  });

  test('when a person has taken our tag off while the run recorded its verdict → a new verdict', async () => {
    let recorded = 0;
    const { report, run, ended, desk, stubs, writes } = scene();
    const record = stubs.activities.recordOutcome;
    stubs.activities.recordOutcome = async (round) => {
      recorded += 1;
      if (recorded === 1) {
        desk.edit('42', { tags: ['vip'] });
        await report();
      }
      return record(round);
    };
    await run(async () => {
      await report();
      expect(await ended()).toMatchObject({ kind: 'updated', round: 2, reason: 'webhook' });
    });
    expect(writes).toHaveLength(2);
  });

  test('of a ticket that a person asked for leaves that request as it is', async () => {
    const { ticket, report, run, ended, desk, writes } = scene();
    desk.edit('42', { status: 'solved', wanted: false });
    await env.client.workflow.start('processTicket', ticketStartOptions({ ...ticket, reason: 'operator' }));
    await report();
    await run(async () => {
      expect(await ended()).toMatchObject({ kind: 'updated', reason: 'operator' });
    });
    expect(writes).toHaveLength(1);
  });

  test('of a status that is not triaged → skipped', async () => {
    const { report, run, ended, desk } = scene();
    desk.edit('42', { status: 'solved', wanted: false });
    await report();
    await run(async () => {
      expect(await ended()).toMatchObject({ kind: 'skipped', why: 'unwantedStatus' });
    });
  });
});

test('a change that somebody types without an argument is a look like any other', async () => {
  const { ticket, handle, run, ended, stubs } = scene();
  await env.client.workflow.start('processTicket', ticketStartOptions({ ...ticket, reason: 'scan' }));
  await handle.signal('ticketChanged');
  await run(async () => {
    expect(await ended()).toMatchObject({ kind: 'updated', reason: 'scan' });
  });
  expect(stubs.rounds).toHaveLength(1);
});
