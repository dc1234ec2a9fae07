import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { BackfillInput } from '../../src/contract/desk.js';
import {
  BackfillRunsError,
  readBackfill,
  signalBackfill,
  startBackfill,
} from '../../src/temporal/backfill.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { ticketStubs } from '../support/ticket-stubs.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

const page = { ticketIds: ['1'], listed: 1, cursor: 'end', endOfStream: true };
const activities = { ...ticketStubs().activities, listTickets: () => Promise.resolve(page) };
const inputOf = (tenant: string): BackfillInput => ({
  ...{ tenant, platform: 'zendesk', anyStatus: false, concurrency: 5, dryRun: false },
  ...{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', ratePerMinute: null, maxCostUsd: null },
});

test('there is one a tenant: a second one is told which runs, and begins when that has ended', async () => {
  const [tenant, other] = [freshTenant(), freshTenant()];
  await withWorkers(env, { tenant, activities }, async () => {
    await startBackfill(env.client, { ...inputOf(tenant), ratePerMinute: 1 });
    await signalBackfill(env.client, { tenant, signal: 'pause', reason: 'first' });
    await eventually('it tells its progress', async () => {
      const known = await readBackfill(env.client, tenant);
      return known?.progress ?? undefined;
    });
    const second = startBackfill(env.client, { ...inputOf(tenant), from: '2025-01-01T00:00:00Z' });
    await expect(second).rejects.toThrow(BackfillRunsError);
    await expect(second).rejects.toThrow(
      `backfill-${tenant} runs already (2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z, `,
    );
    await startBackfill(env.client, inputOf(other));

    await signalBackfill(env.client, { tenant, signal: 'resume', reason: '' });
    const done = await eventually('it has ended', async () => {
      const known = await readBackfill(env.client, tenant);
      return known?.state === 'done' ? known : undefined;
    });
    expect(done).toMatchObject({ ending: null, progress: { started: 1, updated: 1, stopped: null } });
    await startBackfill(env.client, inputOf(tenant));
  });
  for (const each of [tenant, other]) await env.client.workflow.getHandle(`backfill-${each}`).terminate();
});

test('how the latest one stands: none, without a worker, ended without a result', async () => {
  const tenant = freshTenant();
  expect(await readBackfill(env.client, tenant)).toBeNull();
  await expect(signalBackfill(env.client, { tenant, signal: 'cancel', reason: '' })).rejects.toThrow();
  await startBackfill(env.client, inputOf(tenant));
  const known = { workflowId: `backfill-${tenant}`, progress: null };
  expect(await readBackfill(env.client, tenant)).toEqual({ ...known, state: 'running', ending: null });
  await env.client.workflow.getHandle(known.workflowId).terminate();
  expect(await readBackfill(env.client, tenant)).toEqual({ ...known, state: 'ended', ending: 'terminated' });
});
