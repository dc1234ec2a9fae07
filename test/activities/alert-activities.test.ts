import { expect, test } from '@jest/globals';
import { createAlertActivities, NO_ALERTS } from '../../src/activities/alert-activities.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { ChannelName, Notice } from '../../src/domain/alerts/deliveries.js';
import { NotifierError, type AlertMetrics, type NotifierErrorKind } from '../../src/ports/notifier.js';
import { activityEnvironment, failureOf } from '../support/activities.js';

const NOTICE: Notice = {
  ...{ kind: 'open', key: 'acme/modelDown', tenant: 'acme', condition: 'modelDown', severity: 'warning' },
  ...{ found: 'It gives no answer.', openedAt: '2026-11-22T10:00:00.000Z', endedAt: null },
};

/** Activities over one channel that ends so; what was counted. */
function over(channel: ChannelName, kind: NotifierErrorKind | null) {
  const counted: string[] = [];
  const metrics: AlertMetrics = {
    told: ({ channel: by, result }) => counted.push(`${by} ${result}`),
    nobodyTold: () => counted.push('nobody'),
  };
  const outcome = () =>
    kind === null
      ? Promise.resolve()
      : Promise.reject(new NotifierError('no', { kind, retryAfterMs: 7_000 }));
  const notifier = { channel, deduplicates: channel === 'pagerduty', tell: outcome };
  const activities = createAlertActivities({
    ...{ ...NO_ALERTS, notifiers: [notifier], sendSummary: outcome, metrics },
  });
  const tell = (to: ChannelName = channel) =>
    activityEnvironment().run(activities.tellPeople, { channel: to, notice: NOTICE });
  return { activities, counted, tell };
}

test('what a channel took is counted', async () => {
  const { tell, counted } = over('slack', null);
  await tell();
  expect(counted).toEqual(['slack taken']);
});

test.each<[ChannelName, NotifierErrorKind, string, boolean]>([
  ['slack', 'refused', FAILURE.alertRefused, false],
  ['slack', 'unavailable', FAILURE.alertUnavailable, true],
  ['slack', 'uncertain', FAILURE.alertUncertain, false],
  ['email', 'uncertain', FAILURE.alertUncertain, false],
  ['pagerduty', 'uncertain', FAILURE.alertUncertain, true],
])('%s, %s → %s, retried: %s', async (channel, kind, type, retried) => {
  const { tell, counted } = over(channel, kind);
  const failure = await failureOf(tell());
  expect(failure).toMatchObject({ type, nonRetryable: !retried, nextRetryDelay: 7_000 });
  expect(counted).toEqual([`${channel} ${kind}`]);
});

test('a channel that this worker lacks is refused, so that the next one is asked', async () => {
  const { tell, counted } = over('slack', null);
  expect(await failureOf(tell('pagerduty'))).toMatchObject({ type: FAILURE.alertRefused });
  expect(counted).toEqual(['pagerduty refused']);
});

test('a notice that nobody took is counted', async () => {
  const { activities, counted } = over('slack', null);
  await activityEnvironment().run(activities.reportUntold, { notice: NOTICE });
  expect(counted).toEqual(['nobody']);
});

test('a summary that may have been mailed is mailed again', async () => {
  const { activities, counted } = over('email', 'uncertain');
  const summary = { from: '', to: '', tenants: [] };
  const sending = activityEnvironment().run(activities.sendDailySummary, { summary });
  expect(await failureOf(sending)).toMatchObject({ type: FAILURE.alertUnavailable, nonRetryable: false });
  expect(counted).toEqual(['email uncertain']);
});

test('a worker without channels looks at nothing and sends no summary', async () => {
  const activities = createAlertActivities(NO_ALERTS);
  expect(await activities.lookAround({ at: '2026-11-22T10:00:00Z' })).toMatchObject({
    channels: [],
    findings: [],
  });
  expect(await activities.sendDailySummary({ summary: { from: '', to: '', tenants: [] } })).toBe(false);
});
