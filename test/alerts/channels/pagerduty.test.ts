import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createPagerDutyNotifier } from '../../../src/alerts/channels/pagerduty.js';
import { answering, pagerDutySink, type PagerDutyBody, type Sink } from '../../support/alert-sinks.js';
import { message, refusalOf } from './messages.js';

const ROUTING_KEY = 'R0123456789abcdefghijklmnopqrstu';

let pagerDuty: Sink<PagerDutyBody>;
beforeEach(async () => {
  pagerDuty = await pagerDutySink();
});
afterEach(() => pagerDuty.close());

const notifier = (routingKey = ROUTING_KEY) => createPagerDutyNotifier({ url: pagerDuty.url, routingKey });

test('an incident that opens → one trigger with everything that the responder needs', async () => {
  await notifier().tell(message({ severity: 'critical' }));
  expect(pagerDuty.taken).toEqual([
    {
      routing_key: ROUTING_KEY,
      event_action: 'trigger',
      dedup_key: 'staging/acme/modelDown',
      client: 'staging',
      payload: {
        summary: 'The model does not answer; the rules decide (acme)',
        source: 'staging',
        severity: 'critical',
        timestamp: '2026-11-22T10:00:00.000Z',
        component: 'ticket-processor',
        group: 'acme',
        class: 'modelDown',
        custom_details: { found: 'It gives no answer. Since 2026-11-22T10:00:00.000Z.' },
      },
      links: [{ text: 'What to do', href: 'https://docs.example.org/alerts#modeldown' }],
    },
  ]);
});

test('its end → a resolve with the same dedup_key and nothing else', async () => {
  await notifier().tell(message({ kind: 'over', endedAt: '2026-11-22T11:00:00.000Z' }));
  expect(pagerDuty.taken).toEqual([
    { routing_key: ROUTING_KEY, event_action: 'resolve', dedup_key: 'staging/acme/modelDown' },
  ]);
});

test('an incident of the whole installation has no group', async () => {
  await notifier().tell(message({ tenant: null, severity: 'critical' }));
  expect(pagerDuty.taken[0]).toMatchObject({
    payload: { summary: expect.not.stringContaining('(') as unknown },
  });
  expect(pagerDuty.taken[0]).not.toHaveProperty('payload.group');
});

test('a routing key of another length is refused as PagerDuty does, and is in no message', async () => {
  const error = await refusalOf(notifier('too-short').tell(message()));
  expect(error).toMatchObject({ kind: 'refused', message: 'PagerDuty answered 400 (invalid event)' });
});

test.each([
  [429, 'unavailable'],
  [503, 'unavailable'],
  [400, 'refused'],
])('%d → %s', async (status, kind) => {
  pagerDuty.trouble(answering(status));
  expect(await refusalOf(notifier().tell(message()))).toMatchObject({ kind });
  expect(pagerDuty.asked()).toBe(1);
});

const taken = JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: 'k' });

test.each([
  [200, taken, 'refused'],
  [202, '<html>Sign in</html>', 'refused'],
  [202, '{"status":"throttled"}', 'refused'],
  [202, '', 'uncertain'],
  [302, taken, 'refused'],
])('%d with %s → %s: only 202 with success is taken', async (status, body, kind) => {
  pagerDuty.trouble(answering(status, {}, body));
  expect(await refusalOf(notifier().tell(message()))).toMatchObject({ kind });
});
