import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Look, TellInput, WatchState } from '../../src/contract/alerts.js';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE } from '../../src/contract/names.js';
import {
  type ConditionName,
  type Finding,
  type Severity,
  isQuiet,
} from '../../src/domain/alerts/condition.js';
import { CHANNELS, type ChannelName } from '../../src/domain/alerts/deliveries.js';
import { until } from '../support/running-up.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  realServer,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';

const TENANT = 'acme';
const found = (condition: ConditionName, severity: Severity): Finding => ({
  ...{ tenant: TENANT, condition, severity, found: 'as the test says' },
});

/** Channels that keep what they are told, and can be broken. */
function people() {
  const told: string[] = [];
  const broken = new Map<ChannelName, string>();
  let untold = 0;
  /** Recipients of e-mail, and those of them who refuse it. */
  const [mailboxes, refusing] = [['a', 'b'], new Set<string>()];
  const activities = {
    tellPeople({ channel, notice, only }: TellInput): Promise<void> {
      const asked = only ?? mailboxes;
      const refused = channel === 'email' ? asked.filter((name) => refusing.has(name)) : [];
      if (refused.length > 0) {
        const type = refused.length === asked.length ? FAILURE.alertUnavailable : FAILURE.alertPartlyRefused;
        for (const name of asked.filter((one) => !refused.includes(one)))
          told.push(`mail to ${name}: ${notice.kind} ${notice.condition}`);
        const failing = { type, message: 'no', nonRetryable: true, details: [{ refused }] };
        return Promise.reject(ApplicationFailure.create(failing));
      }
      if (channel === 'email' && refusing.size + (only?.length ?? 0) > 0) {
        for (const name of asked) told.push(`mail to ${name}: ${notice.kind} ${notice.condition}`);
        return Promise.resolve();
      }
      const failure = broken.get(channel);
      if (failure !== undefined)
        return Promise.reject(ApplicationFailure.create({ type: failure, nonRetryable: true }));
      told.push(
        `${channel}: ${notice.kind} ${notice.condition}${notice.kind === 'open' && notice.endedAt !== null ? ', over' : ''}`,
      );
      return Promise.resolve();
    },
    reportUntold: () => Promise.resolve(void (untold += 1)),
  };
  return { told, broken, refusing, activities, untold: () => untold };
}

/** A look that finds this. */
const look = (findings: Finding[], rest: Partial<Look> = {}): Look => ({
  ...{ findings, unknown: [], channels: [...CHANNELS], quiet: false, nextLookInMs: 60_000 },
  ...rest,
});

const start = (env: TestWorkflowEnvironment): Promise<WorkflowHandle> =>
  env.client.workflow.start('watchIncidents', {
    ...{ workflowId: `watch-${freshTenant()}`, taskQueue: TICKETS_QUEUE, args: [{}] },
  });

(hasTimeSkipping ? describe : describe.skip)('hours of watching', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** Watches for some hours of virtual time; `see` says what a look at a minute since the beginning finds. */
  async function watched(
    minutes: number,
    see: (minute: number, at: Date) => Look,
    { activities }: ReturnType<typeof people>,
  ): Promise<WatchState> {
    const beganMs = await env.currentTimeMs();
    const lookAround = ({ at }: { at: string }) =>
      Promise.resolve(see(Math.round((Date.parse(at) - beganMs) / 60_000), new Date(at)));
    return withWorkers(env, { tenant: TENANT, activities: { ...activities, lookAround } }, async () => {
      const handle = await start(env);
      await env.sleep(minutes * 60_000);
      const state = await handle.query<WatchState>('state');
      await handle.terminate('end of test');
      return state;
    });
  }

  test('a warning in the quiet hours is told when they end, a critical incident at once', async () => {
    const { told, ...rest } = people();
    const night = await env.currentTimeMs();
    const minuteOfDay = Math.floor((night % 86_400_000) / 60_000);
    // From now on for a third of an hour.
    const quietHours = { fromMinute: minuteOfDay, toMinute: (minuteOfDay + 20) % 1_440, timeZone: 'UTC' };
    const at: Record<string, number> = {};
    const see = (minute: number, now: Date): Look => {
      told.forEach((line) => (at[line] ??= minute));
      const findings = [found('ticketsFail', 'warning'), found('credentialsRefused', 'critical')];
      return look(findings, { quiet: isQuiet(quietHours, now) });
    };
    await watched(25, see, { told, ...rest });
    expect(told).toEqual(['pagerduty: open credentialsRefused', 'slack: open ticketsFail']);
    expect(at['pagerduty: open credentialsRefused']).toBeLessThan(5);
    expect(at['slack: open ticketsFail']).toBeGreaterThanOrEqual(19);
    expect(at['slack: open ticketsFail']).toBeLessThan(23);
  });

  test('a warning that came and went in the quiet hours is told once, with its end', async () => {
    const someone = people();
    const see = (minute: number): Look =>
      look(minute < 4 ? [found('ticketsFail', 'warning')] : [], { quiet: minute < 15 });
    await watched(20, see, someone);
    expect(someone.told).toEqual(['slack: open ticketsFail, over']);
  });

  test('Slack, which got the warning, gets its end, once; in quiet hours when they end', async () => {
    const someone = people();
    const at: Record<string, number> = {};
    const see = (minute: number): Look => {
      someone.told.forEach((line) => (at[line] ??= minute));
      return look(minute < 3 ? [found('modelDown', 'warning')] : [], { quiet: minute >= 5 && minute < 15 });
    };
    await watched(25, see, someone);
    expect(someone.told).toEqual(['slack: open modelDown', 'slack: over modelDown']);
    expect(at['slack: over modelDown']).toBeGreaterThanOrEqual(15);
  });

  test('a recipient who refuses what another takes is told later, alone; then the end goes to both', async () => {
    const someone = people();
    someone.refusing.add('b');
    const see = (minute: number): Look => {
      if (minute >= 6) someone.refusing.clear();
      return look(minute < 12 ? [found('ticketsFail', 'warning')] : [], { channels: ['email'] });
    };
    const { deliveries } = await watched(24, see, someone);
    expect(someone.told).toEqual([
      'mail to a: open ticketsFail',
      'mail to b: open ticketsFail',
      'email: over ticketsFail',
    ]);
    // Somebody was told, so that is no case of nobody.
    expect([someone.untold(), deliveries.owed]).toEqual([0, []]);
  });

  test('what comes and goes is one incident: one trigger, one resolve', async () => {
    const someone = people();
    const see = (minute: number): Look =>
      look(minute < 12 && minute % 4 < 2 ? [found('credentialsRefused', 'critical')] : []);
    await watched(24, see, someone);
    expect(someone.told).toEqual([
      'pagerduty: open credentialsRefused',
      'pagerduty: over credentialsRefused',
    ]);
  });

  test('all channels broken: reported, owed with growing pauses, told once when one is back', async () => {
    const someone = people();
    CHANNELS.forEach((channel) => someone.broken.set(channel, FAILURE.alertUnavailable));
    const see = (minute: number): Look => {
      if (minute >= 10) someone.broken.clear();
      return look([found('ticketsFail', 'warning')]);
    };
    await watched(20, see, someone);
    expect(someone.told).toEqual(['slack: open ticketsFail']);
    // After 0, 1, 3 and 7 minutes.
    expect(someone.untold()).toBe(4);
  });

  test('PagerDuty is down: a critical incident goes to Slack, and to the pager when it is back', async () => {
    const someone = people();
    someone.broken.set('pagerduty', FAILURE.alertRefused);
    const see = (minute: number): Look => {
      if (minute >= 6) someone.broken.clear();
      return look(minute < 12 ? [found('credentialsRefused', 'critical')] : []);
    };
    await watched(20, see, someone);
    expect(someone.told).toEqual([
      'slack: open credentialsRefused',
      'pagerduty: open credentialsRefused',
      'slack: over credentialsRefused',
      'pagerduty: over credentialsRefused',
    ]);
  });

  test('PagerDuty and Slack are down: a critical incident goes by e-mail', async () => {
    const someone = people();
    someone.broken.set('pagerduty', FAILURE.alertUncertain).set('slack', FAILURE.alertUnavailable);
    await watched(4, () => look([found('credentialsRefused', 'critical')]), someone);
    expect(someone.told).toEqual(['email: open credentialsRefused']);
  });

  test('Slack is down: a warning goes by e-mail, once', async () => {
    const someone = people();
    someone.broken.set('slack', FAILURE.alertUncertain);
    await watched(8, () => look([found('modelDown', 'warning')]), someone);
    expect(someone.told).toEqual(['email: open modelDown']);
  });

  test('a look that fails changes nothing', async () => {
    const someone = people();
    const see = (minute: number): Look => {
      if (minute >= 3 && minute < 7)
        throw ApplicationFailure.create({ message: 'no database', nonRetryable: true });
      return look([found('credentialsRefused', 'critical')]);
    };
    const { incidents } = await watched(12, see, someone);
    expect(someone.told).toEqual(['pagerduty: open credentialsRefused']);
    expect(incidents).toEqual([expect.objectContaining({ phase: 'open' })]);
  });

  test('a warning for which only a pager is set up is told to nobody, and stays listed', async () => {
    const someone = people();
    const { incidents, deliveries } = await watched(
      6,
      () => look([found('modelDown', 'warning')], { channels: ['pagerduty'] }),
      someone,
    );
    expect(someone.told).toEqual([]);
    expect([deliveries.owed, incidents.length, someone.untold()]).toEqual([[], 1, 0]);
  });
});

describe('through restarts', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer(['limit.historyCount.suggestContinueAsNew=60']);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  test('an incident is told once and resolved once over continue-as-new and a change of workers', async () => {
    const someone = people();
    let looks = 0;
    let wrong = true;
    const lookAround = () => {
      looks += 1;
      return Promise.resolve(
        look(wrong ? [found('credentialsRefused', 'critical')] : [], { nextLookInMs: 1 }),
      );
    };
    const worker = { tenant: TENANT, activities: { ...someone.activities, lookAround } };
    const handle = await start(env);
    const firstRun = (await handle.describe()).runId;
    const lookedAgain = (count: number) => {
      const target = looks + count;
      return until(`${count} looks`, () => looks >= target);
    };
    await withWorkers(env, worker, () => lookedAgain(12));
    wrong = false;
    await withWorkers(env, worker, () =>
      until('the end is told', () => someone.told.length >= 2).then(() => lookedAgain(4)),
    );
    expect(someone.told).toEqual([
      'pagerduty: open credentialsRefused',
      'pagerduty: over credentialsRefused',
    ]);
    expect((await handle.describe()).runId).not.toBe(firstRun);
    await handle.terminate('end of test');
  });
});
