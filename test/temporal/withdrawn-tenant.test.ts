import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { reviveScheduleId, scanScheduleId, upgradeScheduleId } from '../../src/contract/names.js';
import {
  pauseWithdrawn,
  WITHDRAWN,
  ensureReviveSchedule,
  ensureScanSchedule,
  ensureUpgradeSchedule,
} from '../../src/temporal/schedules.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../support/temporal.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

async function ensureSchedules(tenant: string): Promise<void> {
  const options = { tenant, platform: 'zendesk', concurrency: 1 } as const;
  await ensureScanSchedule(env.client, { ...options, account: 'a', cron: '0 0 1 1 *' });
  await ensureReviveSchedule(env.client, options);
  await ensureUpgradeSchedule(env.client, options);
}

const schedule = (scheduleId: string) => env.client.schedule.getHandle(scheduleId);
const statesOf = async (tenant: string) => {
  const ids = [scanScheduleId(tenant), reviveScheduleId(tenant), upgradeScheduleId(tenant)];
  const all = await Promise.all(ids.map((id) => schedule(id).describe()));
  return all.map(({ state }) => (state.paused ? (state.note ?? '') : 'goes on'));
};

test('all schedules of a tenant that is taken out rest, and go on when it is back', async () => {
  const tenant = freshTenant();
  await ensureSchedules(tenant);
  await pauseWithdrawn(env.client, tenant);
  await pauseWithdrawn(env.client, tenant);
  expect(await statesOf(tenant)).toEqual([WITHDRAWN, WITHDRAWN, WITHDRAWN]);
  await ensureSchedules(tenant);
  expect(await statesOf(tenant)).toEqual(['goes on', 'goes on', 'goes on']);
});

test("a person's pause outlives both, with the reason", async () => {
  const tenant = freshTenant();
  await ensureSchedules(tenant);
  await schedule(scanScheduleId(tenant)).pause('inventory');
  await pauseWithdrawn(env.client, tenant);
  expect(await statesOf(tenant)).toEqual(['inventory', WITHDRAWN, WITHDRAWN]);
  await ensureSchedules(tenant);
  expect(await statesOf(tenant)).toEqual(['inventory', 'goes on', 'goes on']);
});

test('a tenant without schedules can be taken out', async () => {
  await expect(pauseWithdrawn(env.client, freshTenant())).resolves.toBeUndefined();
});
