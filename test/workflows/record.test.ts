import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityInfo } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import type { ProcessTicketInput, ProcessTicketResult } from '../../src/contract/ticket.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';
import { failing, ticketStubs } from '../support/ticket-stubs.js';

type Run = (input: ProcessTicketInput) => Promise<ProcessTicketResult>;

const describeWithTimeSkipping = hasTimeSkipping ? describe : describe.skip;

describeWithTimeSkipping('the record of a ticket run (needs the time-skipping test server)', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** Runs a ticket whose record fails as often as told. Where each attempt ran, and what the ticket ended with. */
  async function run(type: string, failures: number) {
    const stubs = ticketStubs();
    const attempts: string[] = [];
    const recordOutcome = () => {
      attempts.push(activityInfo().isLocal ? 'in the worker' : 'on the queue');
      return attempts.length <= failures ? Promise.reject(failing(type)) : Promise.resolve();
    };
    const tenant = freshTenant();
    const result = await withWorkers(
      env,
      { tenant, activities: { ...stubs.activities, recordOutcome } },
      () =>
        env.client.workflow.execute<Run>('processTicket', {
          taskQueue: TICKETS_QUEUE,
          workflowId: ticketWorkflowId(tenant, 'zendesk', '42'),
          args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' }],
        }),
    );
    return { attempts, result, writes: stubs.writes };
  }

  test('an audit log that cannot be written for an hour → the ticket ends when it can, after one write', async () => {
    const { attempts, result, writes } = await run(FAILURE.auditUnwritable, 20);
    expect(result).toMatchObject({ kind: 'updated' });
    expect(attempts).toEqual(['in the worker', ...Array.from({ length: 20 }, () => 'on the queue')]);
    expect(writes).toHaveLength(1);
  });

  test('statistics that fail once are tried again in the worker', async () => {
    const { attempts, result } = await run('Error', 1);
    expect(attempts).toEqual(['in the worker', 'in the worker']);
    expect(result).toMatchObject({ kind: 'updated' });
  });
});
