import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE } from '../../src/contract/names.js';
import { tenantStatus } from '../../src/health/status.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { ensureScanSchedule } from '../../src/temporal/schedules.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { outcome, RULES_VERDICT } from '../records/statistics/support/outcomes.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { failing, ticketStubs } from '../support/ticket-stubs.js';

const newFolder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

describe('the status of a tenant', () => {
  let tenant: string;
  let outcomes: OutcomeStore;
  beforeEach(async () => {
    tenant = freshTenant();
    outcomes = await openOutcomeStore({ dataDir: newFolder() });
  });
  afterEach(() => outcomes.close());

  const schedule = () =>
    ensureScanSchedule(env.client, {
      ...{ tenant, platform: 'zendesk', account: 'acme', cron: '0 0 1 1 *', concurrency: 3 },
    });
  const status = () => tenantStatus({ client: env.client, outcomes, tenant }, new Date());

  test('a scan whose progress no worker tells is named, and the rest is answered all the same', async () => {
    await (await schedule()).trigger(ScheduleOverlapPolicy.SKIP);
    const { scan, figures } = await eventually('the scan', async () => {
      const now = await status();
      return now.scan.silent === null ? undefined : now;
    });
    expect(scan).toMatchObject({ running: null, silent: expect.stringContaining(`scan-${tenant}`) });
    expect(figures.total).toBe(0);
  });

  test('a scan that a worker runs tells its progress', async () => {
    let release = (): void => undefined;
    const page = { ticketIds: [], listed: 0, cursor: 'end', endOfStream: true };
    const listed = new Promise<typeof page>((resolve) => {
      release = () => resolve(page);
    });
    const listTickets = () => listed;
    await withWorkers(env, { tenant, activities: { listTickets } }, async () => {
      try {
        await (await schedule()).trigger(ScheduleOverlapPolicy.SKIP);
        const { scan } = await eventually('the scan', async () => {
          const now = await status();
          return now.scan.running === null ? undefined : now;
        });
        expect(scan).toMatchObject({ running: { started: 0, inFlight: 0 }, silent: null });
      } finally {
        release();
      }
    });
  });

  test('tickets wait for a new beginning after a failure, and for the model after an outage', async () => {
    await schedule();
    const now = new Date().toISOString();
    const verdict = { ...RULES_VERDICT, fallbackReason: FAILURE.modelCircuitOpen };
    for (const ticketId of ['1', '2'])
      await outcomes.record(outcome({ tenant, ticketId, verdict, endedAt: now }));
    const { activities } = ticketStubs({
      fetchTicket: () => Promise.reject(failing(FAILURE.tenantUnknown, { nonRetryable: true })),
    });
    await withWorkers(env, { tenant, activities }, async () => {
      const input = { tenant, platform: 'zendesk', ticketId: '3', reason: 'scan' } as const;
      const run = env.client.workflow.execute('processTicket', {
        ...ticketStartOptions(input),
        taskQueue: TICKETS_QUEUE,
      });
      await expect(run).rejects.toThrow();
    });
    const waiting = await eventually('the failed run to be listed', async () => {
      const { waiting } = await status();
      return waiting.failed === 0 ? undefined : waiting;
    });
    expect(waiting).toEqual({ failed: 1, upgrade: 2 });
  });
});
