import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../../src/crypto/payload-codec.js';
import type { EncryptionKeys } from '../../../src/crypto/keys.js';
import { deskWorkflowId, scanScheduleId } from '../../../src/contract/names.js';
import type { CheckResult } from '../../../src/cli/doctor/report.js';
import { runChecks } from '../../../src/cli/doctor/checks.js';
import { searchAttributesCheck, temporalServerChecks } from '../../../src/cli/doctor/temporal.js';
import { tenantOnServerChecks } from '../../../src/cli/doctor/tenant.js';
import { ensureDesk } from '../../../src/temporal/provisioning.js';
import {
  ensureRetentionSchedule,
  ensureReviveSchedule,
  ensureScanSchedule,
  ensureUpgradeSchedule,
} from '../../../src/temporal/schedules.js';
import { freshKeys } from '../../crypto/fresh-keys.js';
import { eventually } from '../../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../../support/temporal.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

/** A worker of a service queue has to have some. */
const UNUSED = { unused: () => Promise.resolve() };
/** The server remembers the workers of other tests for some minutes. */
const LONG_AFTER_MS = 3_600_000;

interface Examined {
  tenant?: string;
  /** Look while workers run; else as if an hour later. */
  whileWorking?: boolean;
  namespace?: string;
  account?: string;
  keys?: EncryptionKeys | null;
}

/** What the checks say of the test's server, by name. */
async function examined({
  tenant = 'nobody',
  namespace = 'default',
  account = 'acme',
  keys,
  whileWorking = false,
}: Examined = {}) {
  const connection = () => Promise.resolve(env.connection);
  const dataConverter = keys ? { dataConverter: createDataConverter(keys) } : {};
  const client = () =>
    Promise.resolve(new Client({ connection: env.connection, namespace, ...dataConverter }));
  const address = env.address;
  const results = await runChecks([
    { name: 'encryption_key', run: () => Promise.resolve({ status: 'ok', found: '', advice: null }) },
    ...temporalServerChecks({ address, namespace, connection }),
    searchAttributesCheck({ namespace, connection }),
    ...tenantOnServerChecks({
      ...{ tenant, account, client, decrypts: keys !== null },
      now: () => new Date(Date.now() + (whileWorking ? 0 : LONG_AFTER_MS)),
    }),
  ]);
  return Object.fromEntries(results.map((result) => [result.name, result])) as Record<string, CheckResult>;
}

const schedule = (tenant: string, client: Client = env.client) =>
  ensureScanSchedule(client, {
    ...{ tenant, platform: 'zendesk', account: 'acme', cron: '0 0 1 1 *', concurrency: 1 },
  });
const revival = (tenant: string) => ensureReviveSchedule(env.client, { tenant, platform: 'zendesk' });
const upgrade = (tenant: string) =>
  ensureUpgradeSchedule(env.client, { tenant, platform: 'zendesk', concurrency: 1 });
const retention = () => ensureRetentionSchedule(env.client, 365);

const OF_THE_TENANT = ['scan_schedule', 'revive_schedule', 'upgrade_schedule', 'desk'];

describe('the server', () => {
  test('version and namespace are told', async () => {
    const of = await examined();
    expect(of['temporal']).toMatchObject({ status: 'ok', found: expect.stringMatching(/version \d+\.\d+/) });
    expect(of['namespace']).toMatchObject({ status: 'ok', found: expect.stringMatching(/^default keeps/) });
    expect(of['search_attributes']?.status).toBe('ok');
  });

  test('out of reach → unreachable, and what needs it is skipped', async () => {
    const connection = () => Promise.reject(new Error('connect failed'));
    const options = { address: '127.0.0.1:1', namespace: 'default', connection };
    const [server, namespace] = await runChecks(temporalServerChecks(options));
    expect(server).toMatchObject({
      ...{ status: 'error', fault: 'unreachable', found: '127.0.0.1:1: no answer' },
      advice: expect.stringContaining('npm start'),
    });
    expect(namespace?.status).toBe('skipped');
  });

  test('a namespace that does not exist → error, and what needs it is skipped', async () => {
    const of = await examined({ namespace: 'no-such-namespace' });
    expect(of['namespace']).toMatchObject({ status: 'error', fault: 'failed' });
    for (const name of ['search_attributes', 'workers', 'retention_schedule', ...OF_THE_TENANT])
      expect(of[name]).toMatchObject({ status: 'skipped', found: 'not checked: needs namespace' });
  });

  test('a namespace without search attributes → a warning with the lines to run', async () => {
    const namespace = freshTenant();
    await env.connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    const { search_attributes: found } = await eventually('the namespace', async () => {
      const of = await examined({ namespace });
      return of['search_attributes']?.status === 'skipped' ? undefined : of;
    });
    expect(found?.status).toBe('warning');
    expect(found?.items).toContain(
      `temporal operator search-attribute create --namespace ${namespace} --name LatencyMs --type Int`,
    );
    const { customAttributes } = await env.connection.operatorService.listSearchAttributes({ namespace });
    expect(customAttributes).not.toHaveProperty('LatencyMs');
  });
});

describe('the tenant', () => {
  test('before the first start → warnings, and nothing is made', async () => {
    const tenant = freshTenant();
    const of = await examined({ tenant });
    for (const name of ['workers', ...OF_THE_TENANT])
      expect(of[name]).toMatchObject({ status: 'warning', advice: expect.stringMatching(/start/) });
    await expect(env.client.schedule.getHandle(scanScheduleId(tenant)).describe()).rejects.toThrow();
    await expect(env.client.workflow.getHandle(deskWorkflowId(tenant)).describe()).rejects.toThrow();
  });

  test('with schedules, desk and a worker → ok, and the desk answers', async () => {
    const tenant = freshTenant();
    await Promise.all([schedule(tenant), revival(tenant), upgrade(tenant), retention()]);
    await ensureDesk(env.client, tenant, 'zendesk');
    await withWorkers(env, { tenant, activities: UNUSED }, async () => {
      const of = await eventually('the worker', async () => {
        const now = await examined({ tenant, whileWorking: true });
        return now['workers']?.status === 'ok' ? now : undefined;
      });
      expect(of['scan_schedule']).toMatchObject({ status: 'ok', found: expect.stringContaining('-01-01T') });
      for (const name of ['retention_schedule', ...OF_THE_TENANT]) expect(of[name]?.status).toBe('ok');
    });
  });

  test('without schedules and desk although a worker runs → errors: somebody took them away', async () => {
    const tenant = freshTenant();
    await withWorkers(env, { tenant, activities: UNUSED }, async () => {
      const of = await eventually('the worker', async () => {
        const now = await examined({ tenant, whileWorking: true });
        return now['workers']?.status === 'ok' ? now : undefined;
      });
      for (const name of OF_THE_TENANT)
        expect(of[name]).toMatchObject({
          status: 'error',
          advice: expect.stringContaining('schedule apply'),
        });
    });
  });

  test.each([
    ['scan_schedule', schedule, /schedule resume/],
    ['revive_schedule', revival, /schedule resume/],
    ['upgrade_schedule', upgrade, /schedule resume/],
    ['retention_schedule', retention, /toggle --schedule-id retention --unpause/],
  ])('a paused %s → a warning with the note', async (name, made, advice) => {
    const tenant = freshTenant();
    const handle = await made(tenant);
    await handle.pause('maintenance');
    const of = await examined({ tenant });
    await handle.unpause();
    expect(of[name]).toMatchObject({
      status: 'warning',
      found: expect.stringMatching(/paused: maintenance/),
      advice: expect.stringMatching(advice),
      details: expect.objectContaining({ paused: true }),
    });
  });

  test('a schedule that reads another account → a warning', async () => {
    const tenant = freshTenant();
    await schedule(tenant);
    const { scan_schedule: found } = await examined({ tenant, account: 'other' });
    expect(found).toMatchObject({
      status: 'warning',
      found: expect.stringMatching(/account acme.*names other/),
    });
  });

  test('a schedule stored with another key → a fault of the configuration that names the key', async () => {
    const tenant = freshTenant();
    const [stored, ours] = [freshKeys('old'), freshKeys('new')];
    const client = new Client({ connection: env.connection, dataConverter: createDataConverter(stored) });
    await schedule(tenant, client);
    expect((await examined({ tenant, keys: stored }))['scan_schedule']?.status).toBe('ok');
    expect((await examined({ tenant, keys: ours }))['scan_schedule']).toMatchObject({
      ...{ status: 'error', fault: 'configuration', found: expect.stringContaining('"old"') },
    });
    expect((await examined({ tenant, keys: null }))['scan_schedule']?.status).toBe('skipped');
  });

  test('a desk that was ended → a warning', async () => {
    const tenant = freshTenant();
    await ensureDesk(env.client, tenant, 'zendesk');
    await env.client.workflow.getHandle(deskWorkflowId(tenant)).terminate();
    expect((await examined({ tenant }))['desk']).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('terminated'),
    });
  });
});
