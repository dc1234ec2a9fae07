import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { serviceQueues, TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import { ticketPriority, ticketStartOptions } from '../../src/contract/ticket-start.js';
import type { ScanTicketsInput } from '../../src/contract/scan.js';
import type { MergeUpdateInput } from '../../src/contract/ticket.js';
import { UPGRADE_REASON } from '../../src/contract/upkeep.js';
import { readWriteSwitch, resumeWrites, stopWrites } from '../../src/temporal/write-switch.js';
import { eventually } from '../support/poll.js';
import { ONE_PARTITION, withRatedWorkers } from '../support/rated-workers.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../support/temporal.js';
import { ticketStubs } from '../support/ticket-stubs.js';

const ORDER = ['operator', 'webhook', 'scan', 'revive', 'backfill'] as const;
const PLATFORM = 'zendesk';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer(ONE_PARTITION);
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

const start = (tenant: string, ticketId: string, reason: string) =>
  env.client.workflow.start(
    'processTicket',
    ticketStartOptions({ tenant, platform: PLATFORM, ticketId, reason }),
  );

/** Every queue of a tenant, none with a limit but those named. */
const rated = (tenant: string, limits: Record<string, number>) => ({
  ...Object.fromEntries(Object.values(serviceQueues(tenant)).map((name) => [name, undefined])),
  ...limits,
});

describe('priority', () => {
  test('of a reason that is not ours is that of a person, whatever the word', () => {
    const keyOf = (reason: string) => ticketPriority('acme', reason).priorityKey;
    expect(['operator', 'cli', 'desk', 'constructor', 'the CEO asks'].map(keyOf)).toEqual([1, 1, 1, 1, 1]);
    expect(ORDER.map(keyOf)).toEqual([1, 2, 3, 4, 5]);
    expect(keyOf(UPGRADE_REASON)).toBe(5);
  });

  test('decides which of the waiting writes goes first, whichever came first', async () => {
    const tenant = freshTenant();
    const written: string[] = [];
    const mergeUpdate = ({ ticketId }: MergeUpdateInput) => {
      written.push(ticketId);
      return Promise.resolve({ kind: 'updated' as const });
    };
    const { activities } = ticketStubs({ mergeUpdate });
    const rates = rated(tenant, { [serviceQueues(tenant).updates]: 10 });
    await withRatedWorkers(env, { activities, rates }, async () => {
      await stopWrites(env.client, tenant, 'until all wait');
      const handles = [];
      for (const reason of ORDER.toReversed())
        for (const number of [1, 2, 3]) handles.push(await start(tenant, `${reason}-${number}`, reason));
      await eventually('all of them wait', async () => {
        const { waiting } = await readWriteSwitch(env.client, tenant);
        return waiting === handles.length || undefined;
      });
      await resumeWrites(env.client, tenant);
      await Promise.all(handles.map((handle) => handle.result()));
    });
    expect(written.map((id) => id.split('-')[0])).toEqual(
      ORDER.flatMap((reason) => [reason, reason, reason]),
    );
  });

  test("a person's ticket is done before most of 300 of a backfill that waited before it", async () => {
    const tenant = freshTenant();
    const { activities, writes } = ticketStubs();
    const { reads, updates } = serviceQueues(tenant);
    const rates = rated(tenant, { [reads]: 60, [updates]: 60 });
    const backfill: Awaited<ReturnType<typeof start>>[] = [];
    for (let id = 0; id < 300; id += 1) backfill.push(await start(tenant, `b${id}`, 'backfill'));
    const urgent = await start(tenant, 'urgent', 'operator');
    await withRatedWorkers(env, { activities, rates }, async () => {
      await urgent.result();
      expect(writes.length).toBeLessThan(150);
      await Promise.all(backfill.map((handle) => handle.result()));
      expect(writes).toHaveLength(301);
    });
  });

  test('of a ticket that a scan starts is that of scans', async () => {
    const tenant = freshTenant();
    const { activities } = ticketStubs();
    const listTickets = () =>
      Promise.resolve({ ticketIds: ['7'], listed: 1, cursor: 'end', endOfStream: true });
    const input: ScanTicketsInput = { tenant, platform: PLATFORM, account: 'a', concurrency: 5 };
    await withRatedWorkers(
      env,
      { activities: { ...activities, listTickets }, rates: rated(tenant, {}) },
      async () => {
        await env.client.workflow.execute('scanTickets', {
          ...{ workflowId: `scan-${tenant}`, taskQueue: TICKETS_QUEUE, args: [input] },
        });
        const child = env.client.workflow.getHandle(ticketWorkflowId(tenant, PLATFORM, '7'));
        expect((await child.describe()).priority).toMatchObject({ priorityKey: 3, fairnessKey: tenant });
      },
    );
  });
});
