import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { pauseOf, pauseTenant, readPause, resumeTenant, tenantSchedules } from '../../src/temporal/pause.js';
import {
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

const scan = { account: 'acme', cron: '0 0 1 1 *', concurrency: 3 };
const provisioned = async (tenant: string): Promise<void> => {
  const options = { tenant, platform: 'zendesk' } as const;
  await ensureScanSchedule(env.client, { ...options, ...scan });
  await ensureReviveSchedule(env.client, options);
  await ensureUpgradeSchedule(env.client, { ...options, concurrency: 3 });
};
const standing = (tenant: string) =>
  Promise.all(
    tenantSchedules(tenant).map(
      async (id) => (await env.client.schedule.getHandle(id).describe()).state.paused,
    ),
  );

describe('the pause of a tenant', () => {
  test('is kept by every schedule, with who, when and why; a second one takes the new reason', async () => {
    const tenant = freshTenant();
    await provisioned(tenant);
    expect(await readPause(env.client, tenant)).toEqual({ tenant, paused: null });
    await pauseTenant(env.client, { tenant, reason: 'the help desk moves', by: 'kim' });
    expect(await standing(tenant)).toEqual([true, true, true]);
    expect(await readPause(env.client, tenant)).toEqual({
      tenant,
      paused: { reason: 'the help desk moves', since: expect.stringMatching(/^20.*Z$/), by: 'kim' },
    });
    await pauseTenant(env.client, { tenant, reason: 'it still moves' });
    const by = env.client.options.identity;
    expect((await readPause(env.client, tenant)).paused).toMatchObject({ reason: 'it still moves', by });
  });

  test('stays when a worker brings the schedules up to date, and ends for all of them', async () => {
    const tenant = freshTenant();
    await provisioned(tenant);
    await pauseTenant(env.client, { tenant, reason: 'holiday' });
    await provisioned(tenant);
    expect((await readPause(env.client, tenant)).paused).toMatchObject({ reason: 'holiday' });
    await resumeTenant(env.client, { tenant, reason: 'back' });
    expect(await standing(tenant)).toEqual([false, false, false]);
    expect((await readPause(env.client, tenant)).paused).toBeNull();
  });

  test('holds against a worker that starts in the same moment', async () => {
    const tenant = freshTenant();
    await provisioned(tenant);
    for (let time = 0; time < 3; time += 1) {
      await Promise.all([provisioned(tenant), pauseTenant(env.client, { tenant, reason: 'holiday' })]);
      await pauseTenant(env.client, { tenant, reason: 'holiday' });
      expect(await standing(tenant)).toEqual([true, true, true]);
      await provisioned(tenant);
      await resumeTenant(env.client, { tenant, reason: 'back' });
      expect(await standing(tenant)).toEqual([false, false, false]);
    }
  });

  test('that was set with other tools is read with its note', async () => {
    const tenant = freshTenant();
    await provisioned(tenant);
    await env.client.schedule.getHandle(`scan-${tenant}`).pause('by hand (since Monday)');
    expect((await readPause(env.client, tenant)).paused).toEqual({
      ...{ reason: 'by hand (since Monday)', since: null, by: null },
    });
  });

  test('is read without the key that the schedules were stored with', async () => {
    const tenant = freshTenant();
    await provisioned(tenant);
    const refusing = { encode: () => Promise.reject(new Error()), decode: () => Promise.reject(new Error()) };
    const keyless = new Client({
      connection: env.connection,
      dataConverter: { payloadCodecs: [refusing] },
    });
    expect(await readPause(keyless, tenant)).toEqual({ tenant, paused: null });
  });

  test('of a tenant that is not there is none to read, and none to set', async () => {
    await expect(readPause(env.client, 'nobody')).rejects.toThrow();
    await expect(pauseTenant(env.client, { tenant: 'nobody', reason: 'x' })).rejects.toThrow('scan-nobody');
  });
});

test.each([
  ['moves (since 2026-03-01T12:00:00.000Z by kim (ops))', 'moves', '2026-03-01T12:00:00.000Z', 'kim (ops)'],
  ['(since 2026-03-01T12:00:00.000Z by 7@host)', '', '2026-03-01T12:00:00.000Z', '7@host'],
  ['two\nlines (since 2026-03-01T12:00:00.000Z by k)', 'two\nlines', '2026-03-01T12:00:00.000Z', 'k'],
  ['', '', null, null],
])('the note %j is read', (note, reason, since, by) => {
  expect(pauseOf(note)).toEqual({ reason, since, by });
});
