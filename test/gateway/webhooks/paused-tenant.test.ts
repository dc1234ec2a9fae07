import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ticketWorkflowId } from '../../../src/contract/names.js';
import { createKnownPauses } from '../../../src/gateway/webhooks.js';
import { pauseTenant, resumeTenant } from '../../../src/temporal/pause.js';
import {
  ensureReviveSchedule,
  ensureScanSchedule,
  ensureUpgradeSchedule,
} from '../../../src/temporal/schedules.js';
import { createReportChange } from '../../../src/temporal/report-change.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../../support/temporal.js';
import { deliver, listeningGateway } from './deliveries.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

test('a delivery for a paused tenant starts nothing and is answered 202 with the reason; after the pause it starts', async () => {
  const tenant = freshTenant();
  const options = { tenant, platform: 'zendesk' } as const;
  await ensureScanSchedule(env.client, { ...options, account: 'acme', cron: '0 0 1 1 *', concurrency: 3 });
  await ensureReviveSchedule(env.client, options);
  await ensureUpgradeSchedule(env.client, { ...options, concurrency: 3 });
  let nowMs = 0;
  const gateway = await listeningGateway({
    tenant,
    reportChange: createReportChange(env.client),
    whyPaused: createKnownPauses(env.client, () => (nowMs += 60_000)),
  });
  const delivered = async (secret?: string) => {
    const answer = await deliver(gateway.url, { ticket_id: '42' }, secret);
    return { status: answer.status, body: (await answer.json()) as object };
  };
  const workflow = env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '42'));
  try {
    await pauseTenant(env.client, { tenant, reason: 'the help desk moves' });
    expect(await delivered()).toEqual({ status: 202, body: { ignored: 'paused: the help desk moves' } });
    await expect(workflow.describe()).rejects.toThrow('not found');
    // Who cannot prove to be the help desk is not told that it is paused.
    expect(await delivered('another secret')).toMatchObject({ status: 401 });
    await resumeTenant(env.client, { tenant, reason: 'done' });
    expect(await delivered()).toEqual({ status: 202, body: { workflowId: workflow.workflowId } });
    expect((await workflow.describe()).status.name).toBe('RUNNING');
    await workflow.terminate('end of test');
  } finally {
    await gateway.close();
  }
});
