import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityInfo } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createOutcomeActivities } from '../../src/activities/record-activities.js';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type { ProcessTicketInput, ProcessTicketResult } from '../../src/contract/ticket.js';
import type { AuditEntry } from '../../src/ports/audit-log.js';
import { eventually } from '../support/poll.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  realServer,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';
import { failing, ticketStubs } from '../support/ticket-stubs.js';

type Run = (input: ProcessTicketInput) => Promise<ProcessTicketResult>;

const describeWithTimeSkipping = hasTimeSkipping ? describe : describe.skip;

const startIn = (env: TestWorkflowEnvironment, tenant: string) =>
  env.client.workflow.start<Run>('processTicket', {
    taskQueue: TICKETS_QUEUE,
    workflowId: ticketWorkflowId(tenant, 'zendesk', '42'),
    args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' }],
  });

describeWithTimeSkipping('the record of a ticket run (needs the time-skipping test server)', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** Runs a ticket one of whose steps of the record fails as often as told. Where each attempt ran, and how it ended. */
  async function run(step: 'writeAuditLine' | 'recordOutcome', type: string, failures: number) {
    const stubs = ticketStubs();
    const attempts: string[] = [];
    const failingStep = () => {
      attempts.push(activityInfo().isLocal ? 'in the worker' : 'on the queue');
      return attempts.length <= failures ? Promise.reject(failing(type)) : Promise.resolve();
    };
    const tenant = freshTenant();
    const activities = { ...stubs.activities, [step]: failingStep };
    const result = await withWorkers(env, { tenant, activities }, async () =>
      (await startIn(env, tenant)).result(),
    );
    return { attempts, result, writes: stubs.writes };
  }

  test.each([FAILURE.auditUnwritable, 'Error'])(
    'an audit log that cannot be written for an hour (%s) → the ticket ends when it can, after one write',
    async (type) => {
      const { attempts, result, writes } = await run('writeAuditLine', type, 20);
      expect(result).toMatchObject({ kind: 'updated' });
      expect(attempts).toEqual(['in the worker', ...Array.from({ length: 20 }, () => 'on the queue')]);
      expect(writes).toHaveLength(1);
    },
  );

  test('statistics that fail once are tried again, on the queue', async () => {
    const { attempts, result } = await run('recordOutcome', 'Error', 1);
    expect(attempts).toEqual(['in the worker', 'on the queue']);
    expect(result).toMatchObject({ kind: 'updated' });
  });
});

describe('the record of a ticket run, when', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  test('the audit disk hangs, keeps the run open, and it ends with its line once the disk is back', async () => {
    const tenant = freshTenant();
    const lines: AuditEntry[] = [];
    let comesBack = (): void => undefined;
    let asked = 0;
    const disk = new Promise<void>((resolve) => (comesBack = resolve));
    const { writeAuditLine } = createOutcomeActivities({
      audit: {
        append: async (entry) => {
          asked += 1;
          await disk;
          lines.push(entry);
        },
      },
      outcomes: { record: () => Promise.resolve(true), recordScan: () => Promise.resolve() },
    });
    const { activities, writes, rounds } = ticketStubs();
    await withWorkers(env, { tenant, activities: { ...activities, writeAuditLine } }, async () => {
      const handle = await startIn(env, tenant);
      await eventually('a second try, on the queue', () => Promise.resolve(asked > 1 || undefined));
      expect((await handle.describe()).status.name).toBe('RUNNING');
      expect([lines, rounds]).toEqual([[], []]);
      comesBack();
      expect(await handle.result()).toMatchObject({ kind: 'updated' });
    });
    expect(writes).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(0);
    expect(rounds).toHaveLength(1);
  });

  test('the statistics stay away, does not hold the ticket up for long', async () => {
    const tenant = freshTenant();
    const { activities, audited } = ticketStubs();
    const recordOutcome = () => Promise.reject(failing('Error'));
    await withWorkers(env, { tenant, activities: { ...activities, recordOutcome } }, async () => {
      const handle = await startIn(env, tenant);
      expect(await handle.result()).toMatchObject({ kind: 'updated' });
    });
    expect(audited).toHaveLength(1);
  });
});
