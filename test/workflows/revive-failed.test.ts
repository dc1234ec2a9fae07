import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type { FailedRun, ReviveFailedResult } from '../../src/contract/upkeep.js';
import { SERVED_BEFORE } from '../../src/domain/requests.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import type { FailedTicket, TicketRuns } from '../../src/ports/ticket-runs.js';
import { ensureReviveSchedule } from '../../src/temporal/schedules.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { eventually } from '../support/poll.js';
import { productActivities } from '../support/product.js';
import { rememberingDesk } from '../support/remembering-desk.js';
import { resultOfSchedule } from '../support/schedule-run.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { failing, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

const NOTHING: ReviveFailedResult = {
  ...{ waiting: 0, revived: 0, superseded: 0, leftOver: 0 },
  ...{ endedByPeople: 0, recordedLate: 0 },
};

const newFolder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

describe('reviveFailed', () => {
  let tenant: string;
  let outcomes: OutcomeStore;
  let desk: ReturnType<typeof rememberingDesk>;
  /** What still goes wrong, by ticket. */
  let broken: Map<string, keyof TicketStubs>;
  /** How long ago the runs seem to have failed. */
  let agedMs: number;
  beforeEach(async () => {
    tenant = freshTenant();
    outcomes = await openOutcomeStore({ dataDir: newFolder() });
    desk = rememberingDesk();
    broken = new Map();
    agedMs = 3_600_000;
  });
  afterEach(() => outcomes.close());

  const unlessBroken = <N extends 'fetchTicket' | 'mergeUpdate'>(
    name: N,
    stub: TicketStubs[N],
  ): TicketStubs[N] =>
    ((input: { ticketId: string }) =>
      broken.get(input.ticketId) === name
        ? Promise.reject(failing(FAILURE.tenantUnknown, { nonRetryable: true }))
        : (stub as (input: object) => Promise<unknown>)(input)) as TicketStubs[N];

  const runs = (): TicketRuns => createTicketRuns(env.client);
  const aged = (): TicketRuns => ({
    ...runs(),
    failed: async (tickets) =>
      (await runs().failed(tickets)).map((ticket) => ({
        ...ticket,
        failedAt: new Date(Date.parse(ticket.failedAt) - agedMs).toISOString(),
      })),
  });

  const working = (use: () => Promise<void>, overrides: Partial<TicketStubs> = {}) => {
    const stubs = ticketStubs({
      ...desk.stubs,
      fetchTicket: unlessBroken('fetchTicket', desk.stubs.fetchTicket),
      mergeUpdate: unlessBroken('mergeUpdate', desk.stubs.mergeUpdate),
      ...overrides,
    });
    const product = productActivities(env, { tenant, outcomes, ticketRuns: aged() });
    const { recordOutcome, writeAuditLine } = product;
    return withWorkers(
      env,
      { tenant, activities: { ...product, ...stubs.activities, recordOutcome, writeAuditLine } },
      use,
    );
  };
  const handleOf = (ticketId: string) =>
    env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId));
  const start = (ticketId: string, reason = 'scan') =>
    env.client.workflow.start(
      'processTicket',
      ticketStartOptions({ tenant, platform: 'zendesk', ticketId, reason }),
    );
  const fail = async (ticketId: string, reason?: string) => {
    await expect((await start(ticketId, reason)).result()).rejects.toThrow();
  };
  const ask = (ticketId: string, force = false) =>
    runs().ask({
      ...{ tenant, platform: 'zendesk', ticketIds: [ticketId] },
      request: { reason: 'cli', force, key: randomUUID() },
    });
  const failed = (count: number): Promise<FailedTicket[]> =>
    eventually(`${count} failed tickets`, async () => {
      const found = await runs().failed({ tenant, platform: 'zendesk' });
      return found.length === count ? found : undefined;
    });
  const revived = async () => {
    const schedule = await ensureReviveSchedule(env.client, { tenant, platform: 'zendesk' });
    return resultOfSchedule<ReviveFailedResult>(env.client, schedule);
  };

  test('a new ticket that failed is processed as a new one; then nothing waits any more', async () => {
    broken.set('1', 'fetchTicket');
    await working(async () => {
      await fail('1');
      await failed(1);
      broken.clear();
      expect(await revived()).toEqual({ ...NOTHING, waiting: 1, revived: 1 });
      expect(await handleOf('1').result()).toMatchObject({ kind: 'updated', reason: 'revive' });
      await failed(0);
      expect(await revived()).toMatchObject({ waiting: 0, revived: 0 });
    });
    expect(desk.ticket('1').writes).toHaveLength(1);
  });

  test('a revived new ticket of an unwanted status is left alone', async () => {
    broken.set('1', 'fetchTicket');
    desk.edit('1', { status: 'solved', wanted: false });
    await working(async () => {
      await fail('1');
      await failed(1);
      broken.clear();
      await revived();
      expect(await handleOf('1').result()).toMatchObject({ kind: 'skipped', why: 'unwantedStatus' });
    });
  });

  test('one that a person had named is processed whatever its status', async () => {
    broken.set('1', 'fetchTicket');
    desk.edit('1', { status: 'solved', wanted: false });
    await working(async () => {
      await fail('1', 'cli');
      await failed(1);
      broken.clear();
      await revived();
      expect(await handleOf('1').result()).toMatchObject({ kind: 'updated', reason: 'cli' });
    });
  });

  test('a reprocess that failed is asked again, and a person’s choices stay', async () => {
    await working(async () => {
      await (await start('1')).result();
      desk.edit('1', { priority: 'urgent', tags: ['vip', 'ai_processed', 'ai_urgency_high'] });
      broken.set('1', 'mergeUpdate');
      await ask('1');
      await expect(handleOf('1').result()).rejects.toThrow();
      await failed(1);
      broken.clear();
      await revived();
      expect(await handleOf('1').result()).toMatchObject({ kind: 'updated', reason: 'revive' });
    });
    const { writes, ticket } = desk.ticket('1');
    expect(writes).toHaveLength(2);
    expect(ticket.priority).toBe('urgent');
    expect(ticket.tags).toEqual(['vip', 'ai_processed', 'ai_urgency_high']);
  });

  test('what was written before the run failed is not written again', async () => {
    let answersLost = 1;
    const mergeUpdate: TicketStubs['mergeUpdate'] = async (input) => {
      const written = await desk.stubs.mergeUpdate(input);
      if ((answersLost -= 1) !== 0) return written;
      broken.set('1', 'fetchTicket');
      throw failing(FAILURE.writeUncertain, { nonRetryable: true });
    };
    await working(
      async () => {
        await ask('1', true);
        await expect(handleOf('1').result()).rejects.toThrow();
        await failed(1);
        broken.clear();
        await revived();
        expect(await handleOf('1').result()).toMatchObject({
          ...{ kind: 'unchanged', why: SERVED_BEFORE },
        });
      },
      { mergeUpdate },
    );
    expect(desk.ticket('1').writes).toHaveLength(1);
  });

  test('one that fails again waits longer each time', async () => {
    broken.set('1', 'fetchTicket');
    await working(async () => {
      await fail('1');
      await failed(1);
      agedMs = 6 * 60_000;
      expect(await revived()).toMatchObject({ waiting: 1, revived: 1 });
      await expect(handleOf('1').result()).rejects.toThrow();
      await eventually('the second failure', async () =>
        (await failed(1))[0]?.failures === 2 ? true : undefined,
      );
      expect(await revived()).toMatchObject({ waiting: 1, revived: 0 });
      agedMs = 11 * 60_000;
      expect(await revived()).toMatchObject({ waiting: 1, revived: 1 });
    });
  });

  test('a run that a person ended is no failure; one that timed out is', async () => {
    const startOptions = (ticketId: string) =>
      ticketStartOptions({ tenant, platform: 'zendesk', ticketId, reason: 'scan' });
    for (const ticketId of ['terminated', 'cancelled'])
      await env.client.workflow.start('processTicket', startOptions(ticketId));
    await env.client.workflow.start('processTicket', {
      ...startOptions('late'),
      workflowExecutionTimeout: '1s',
    });
    await handleOf('terminated').terminate('by a person');
    await handleOf('cancelled').cancel();
    await expect(handleOf('late').result()).rejects.toThrow();
    await working(async () => {
      await expect(handleOf('cancelled').result()).rejects.toThrow();
      expect(await failed(1)).toMatchObject([{ ticketId: 'late', failures: 1 }]);
    });
  });

  test('one that somebody has begun anew is left to them, also when it is asked twice', async () => {
    broken.set('1', 'fetchTicket');
    await working(async () => {
      await fail('1');
      const [{ runId }] = (await failed(1)) as [FailedTicket];
      broken.clear();
      const query = { tenant, platform: 'zendesk' as const, ticketId: '1', runId, unfinished: [runId] };
      expect([await runs().revive(query), await runs().revive(query)]).toEqual([true, false]);
      expect(await handleOf('1').result()).toMatchObject({ kind: 'updated' });
    });
    expect(desk.ticket('1').writes).toHaveLength(1);
  });

  test('a ticket that cannot be taken up does not hold the others', async () => {
    broken.set('1', 'fetchTicket').set('2', 'fetchTicket');
    const reviveTicket = ({ ticketId, ...run }: FailedRun) =>
      ticketId === '1'
        ? Promise.reject(failing('NoKey', { nonRetryable: true }))
        : runs().revive({ tenant, platform: 'zendesk', ticketId, ...run });
    await working(
      async () => {
        await fail('1');
        await fail('2');
        await failed(2);
        expect(await revived()).toEqual({ ...NOTHING, waiting: 2, revived: 1, leftOver: 1 });
      },
      { reviveTicket } as Partial<TicketStubs>,
    );
  });

  test('runs on the queue of the workflows, after the scan’s minute, and never beside itself', async () => {
    const schedule = await ensureReviveSchedule(env.client, { tenant, platform: 'zendesk' });
    const { action, policies, info } = await schedule.describe();
    expect(action).toMatchObject({
      workflowType: 'reviveFailed',
      taskQueue: TICKETS_QUEUE,
      args: [{ tenant }],
    });
    expect(policies.overlap).toBe('SKIP');
    const [first, second] = info.nextActionTimes.map((time) => time.getTime());
    expect(second! - first!).toBe(5 * 60_000);
    await schedule.pause('by an operator');
    const again = await ensureReviveSchedule(env.client, { tenant, platform: 'zendesk' });
    expect((await again.describe()).state).toMatchObject({ paused: true, note: 'by an operator' });
  });
});
