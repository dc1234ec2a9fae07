import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  SUMMARY_SCHEDULE_ID,
  type DailySummary,
  type DailySummaryResult,
} from '../../src/contract/alerts.js';
import { FAILURE } from '../../src/contract/failures.js';
import { ensureSummarySchedule } from '../../src/temporal/schedules.js';
import { resultOfSchedule } from '../support/schedule-run.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());
beforeEach(async () => {
  const schedule = env.client.schedule.getHandle(SUMMARY_SCHEDULE_ID);
  await schedule.delete().catch(() => undefined);
});

const BERLIN = { summaryMinute: 6 * 60 + 30, timeZone: 'Europe/Berlin' };

test('the schedule goes by the wall clock of its time zone, once a day, and is changed in place', async () => {
  await ensureSummarySchedule(env.client, { summaryMinute: 0, timeZone: 'UTC' });
  const schedule = await ensureSummarySchedule(env.client, BERLIN);
  const { info, action, policies } = await schedule.describe();
  const times = info.nextActionTimes.map((time) =>
    time.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' }),
  );
  expect([...new Set(times)]).toEqual(['06:30:00']);
  expect(new Set(info.nextActionTimes.map((time) => time.toISOString().slice(0, 10))).size).toBe(
    times.length,
  );
  expect(action).toMatchObject({ workflowType: 'dailySummary', taskQueue: 'tickets' });
  expect(policies).toMatchObject({ overlap: 'BUFFER_ALL', catchupWindow: 12 * 3_600_000 });
});

test('the day that ended when the run was due is mailed once, after a mail server that was busy', async () => {
  const asked: string[] = [];
  const mailed: DailySummary[] = [];
  let attempts = 0;
  const activities = {
    summarizeDay: ({ to }: { to: string }) => {
      asked.push(to);
      return Promise.resolve({ from: to, to, tenants: [] });
    },
    sendDailySummary: ({ summary }: { summary: DailySummary }) => {
      attempts += 1;
      if (attempts === 1)
        return Promise.reject(
          ApplicationFailure.create({ type: FAILURE.alertUnavailable, nextRetryDelay: 1 }),
        );
      mailed.push(summary);
      return Promise.resolve(true);
    },
  };
  const schedule = await ensureSummarySchedule(env.client, BERLIN);
  const result = await withWorkers(env, { tenant: freshTenant(), activities }, () =>
    resultOfSchedule<DailySummaryResult>(env.client, schedule),
  );
  const scheduledAt = (await schedule.describe()).info.recentActions.at(-1)?.scheduledAt.toISOString();
  expect(result).toEqual({ sent: true, to: asked[0] });
  expect(Date.parse(asked[0] ?? '')).toBeLessThanOrEqual(Date.parse(scheduledAt ?? '') + 1_000);
  expect([asked.length, attempts, mailed.length]).toEqual([1, 2, 1]);
});

/** Mails to recipients, of whom some refuse it for so many attempts. */
function mailTo(recipients: string[], refuses: Record<string, number>) {
  const mailed: string[] = [];
  const activities = {
    summarizeDay: ({ to }: { to: string }) => Promise.resolve({ from: to, to, tenants: [] }),
    sendDailySummary({ only = recipients }: { only?: string[] }) {
      const refused = only.filter((name) => (refuses[name] ?? 0) > 0);
      for (const name of refused) refuses[name]! -= 1;
      mailed.push(...only.filter((name) => !refused.includes(name)));
      if (refused.length === 0) return Promise.resolve(true);
      const isPartly = refused.length < only.length;
      return Promise.reject(
        ApplicationFailure.create({
          type: isPartly ? FAILURE.alertPartlyRefused : FAILURE.alertUnavailable,
          ...{ nonRetryable: isPartly, nextRetryDelay: 1, details: [{ refused }] },
        }),
      );
    },
  };
  return { mailed, activities };
}

test('recipients who refused what others took get it later, and nobody gets it twice', async () => {
  const { mailed, activities } = mailTo(['a', 'b', 'c', 'd'], { b: 1, c: 2, d: 5 });
  const schedule = await ensureSummarySchedule(env.client, BERLIN);
  const result = await withWorkers(env, { tenant: freshTenant(), activities }, () =>
    resultOfSchedule<DailySummaryResult>(env.client, schedule),
  );
  expect(result).toEqual({ sent: true, to: expect.any(String) });
  expect(mailed).toEqual(['a', 'b', 'c', 'd']);
});

test('where no e-mail is set up the run ends and says so', async () => {
  const activities = {
    summarizeDay: ({ to }: { to: string }) => Promise.resolve({ from: to, to, tenants: [] }),
    sendDailySummary: () => Promise.resolve(false),
  };
  const schedule = await ensureSummarySchedule(env.client, BERLIN);
  const result = await withWorkers(env, { tenant: freshTenant(), activities }, () =>
    resultOfSchedule<DailySummaryResult>(env.client, schedule),
  );
  expect(result).toMatchObject({ sent: false });
});
