import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ScheduleHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { RETENTION_SCHEDULE_ID } from '../../src/contract/names.js';
import type { ApplyRetentionResult } from '../../src/contract/upkeep.js';
import { createRetentionActivities } from '../../src/activities/upkeep-activities.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { provision } from '../../src/temporal/provisioning.js';
import { ensureRetentionSchedule } from '../../src/temporal/schedules.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { onEachDatabase } from '../records/statistics/support/databases.js';
import { outcome } from '../records/statistics/support/outcomes.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

beforeEach(async () => {
  await env.client.schedule
    .getHandle(RETENTION_SCHEDULE_ID)
    .delete()
    .catch(() => undefined);
});

const inputOf = async (schedule: ScheduleHandle) => (await schedule.describe()).action.args?.[0] as unknown;

describe('the retention schedule', () => {
  test('starts applyRetention once a day, one after the other, also when the hour was missed', async () => {
    const schedule = await ensureRetentionSchedule(env.client, 400);
    const { policies, action, info } = await schedule.describe();
    expect(action).toMatchObject({ workflowType: 'applyRetention', taskQueue: 'tickets' });
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 86_400_000 });
    expect(await inputOf(schedule)).toEqual({ keepDays: 400 });
    const [first, second] = info.nextActionTimes.map((time) => time.getTime());
    expect(second! - first!).toBe(86_400_000);
  });

  test('a second time brings it up to date; a pause stays', async () => {
    await (await ensureRetentionSchedule(env.client, 400)).pause('an audit goes on');
    const schedule = await ensureRetentionSchedule(env.client, 500);
    expect(await inputOf(schedule)).toEqual({ keepDays: 500 });
    const { state, info } = await schedule.describe();
    expect(state).toMatchObject({ paused: true, note: 'an audit goes on' });
    const timesOfDay = info.nextActionTimes.map((time) => time.toISOString().slice(11));
    expect([...new Set(timesOfDay)]).toEqual(['03:17:00.000Z']);
  });

  test('provisioning makes it, once for all tenants', async () => {
    const connected = { client: env.client, connection: env.connection };
    await provision(connected, [], { retentionDays: 366 });
    await provision(connected, [], { retentionDays: 366 });
    expect(await inputOf(env.client.schedule.getHandle(RETENTION_SCHEDULE_ID))).toEqual({ keepDays: 366 });
  });
});

const DAY_MS = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

onEachDatabase((newLocation) => {
  /** Applies the retention by its schedule, with the activity that a worker would run. */
  const applied = async (outcomes: OutcomeStore, keepDays: number): Promise<ApplyRetentionResult> => {
    const schedule = await ensureRetentionSchedule(env.client, keepDays);
    const activities = createRetentionActivities({ outcomes });
    return withWorkers(env, { tenant: freshTenant(), activities }, async () => {
      await schedule.trigger();
      const action = await eventually('a run', async () =>
        (await schedule.describe()).info.recentActions.at(-1),
      );
      const { workflowId, firstExecutionRunId } = action.action.workflow;
      const handle = env.client.workflow.getHandle(workflowId, firstExecutionRunId);
      return (await handle.result()) as ApplyRetentionResult;
    });
  };

  test('what is older than the days kept is deleted, with its sums; what is younger stays', async () => {
    const outcomes = await openOutcomeStore(await newLocation());
    try {
      for (const days of [900, 401, 399, 1])
        await outcomes.record(outcome({ ticketId: String(days), endedAt: daysAgo(days) }));
      const { before, deleted } = await applied(outcomes, 400);
      expect(deleted).toBe(2);
      expect(Math.abs(Date.parse(before) - Date.parse(daysAgo(400)))).toBeLessThan(DAY_MS / 24);
      const ever = { tenant: null, from: daysAgo(1_000), to: daysAgo(0) };
      expect((await outcomes.recent(ever, 10)).map(({ ticketId }) => ticketId)).toEqual(['1', '399']);
      expect(await outcomes.figures(ever)).toMatchObject({ total: 2 });
      expect(await applied(outcomes, 400)).toMatchObject({ deleted: 0 });
    } finally {
      await outcomes.close();
    }
  });
});
