import { describe, expect, test } from '@jest/globals';
import type { Severity } from '../../../src/domain/alerts/condition.js';
import {
  afterRound,
  dueNow,
  NOTHING_OWED,
  owe,
  routeOf,
  type ChannelName,
  type Deliveries,
  type Round,
} from '../../../src/domain/alerts/deliveries.js';
import type { Incident, IncidentEvent } from '../../../src/domain/alerts/incident.js';

const ALL: ChannelName[] = ['slack', 'email', 'pagerduty'];
const NOW_MS = Date.parse('2026-11-22T10:00:00Z');

const event = (kind: IncidentEvent['kind'], severity: Severity): IncidentEvent => {
  const incident: Incident = {
    ...{ tenant: 'acme', condition: 'ticketsFail', phase: kind === 'over' ? 'over' : 'open', severity },
    ...{ found: '1 of 50', foundLooks: 1, clearLooks: 0, sinceMs: NOW_MS, openedAtMs: NOW_MS },
    endedAtMs: kind === 'over' ? NOW_MS + 1 : null,
  };
  return { kind, incident };
};
const opened = (severity: Severity) => owe(NOTHING_OWED, event('opened', severity), NOW_MS);
const tried = (
  deliveries: Deliveries,
  taken: ChannelName | null,
  { uncertain = [], configured = ALL, ...rest }: Partial<Round> = {},
) => afterRound(deliveries, deliveries.owed[0]!, { taken, uncertain, configured, nowMs: NOW_MS, ...rest });
const owed = ({ owed: all }: Deliveries) =>
  all.map(({ to, notice: { kind, endedAt } }) => `${kind}${endedAt === null ? '' : ' with end'} to ${to}`);

describe('whom to try', () => {
  test.each<[Severity, ChannelName[], ChannelName[]]>([
    ['warning', ALL, ['slack', 'email']],
    ['warning', ['email'], ['email']],
    ['warning', ['pagerduty'], []],
    ['critical', ALL, ['pagerduty', 'slack', 'email']],
    ['critical', ['slack', 'email'], ['slack', 'email']],
  ])('a %s where %j are set up: %j', (severity, configured, expected) => {
    expect(routeOf(opened(severity).owed[0]!, configured)).toEqual(expected);
  });
});

describe('what is owed', () => {
  test.each<ChannelName>(['slack', 'email'])('a warning that %s took: nothing, and its end', (channel) => {
    const told = tried(opened('warning'), channel);
    expect(owed(told)).toEqual([]);
    const ended = owe(told, event('over', 'warning'), NOW_MS);
    expect(owed(ended)).toEqual([`over with end to ${channel}`]);
    expect(tried(ended, channel)).toEqual(NOTHING_OWED);
  });

  test('a warning that became critical: Slack, which got the warning, and PagerDuty get the end', () => {
    const worse = owe(tried(opened('warning'), 'slack'), event('worse', 'critical'), NOW_MS);
    const paged = tried(worse, 'pagerduty');
    expect(owed(owe(paged, event('over', 'critical'), NOW_MS))).toEqual([
      'over with end to slack',
      'over with end to pagerduty',
    ]);
  });

  test('one that Slack may have taken and e-mail took: both get the end', () => {
    const told = tried(opened('warning'), 'email', { uncertain: ['slack'] });
    expect(owed(owe(told, event('over', 'warning'), NOW_MS))).toEqual([
      'over with end to slack',
      'over with end to email',
    ]);
  });

  test('one that Slack alone may have taken: told late, with its end, so that it is told for certain', () => {
    const untold = tried(opened('warning'), null, { uncertain: ['slack'] });
    expect(owed(owe(untold, event('over', 'warning'), NOW_MS))).toEqual(['open with end to warning']);
  });

  test('one that PagerDuty alone may have taken: told late, and resolved', () => {
    const untold = tried(opened('critical'), null, { uncertain: ['pagerduty'] });
    expect(owed(owe(untold, event('over', 'critical'), NOW_MS))).toEqual([
      'open with end to warning',
      'over with end to pagerduty',
    ]);
  });

  test('one that opens again before Slack was told of the end: Slack gets the end of it all', () => {
    const ended = owe(tried(opened('warning'), 'slack'), event('over', 'warning'), NOW_MS);
    const again = owe(ended, event('opened', 'warning'), NOW_MS);
    expect(owed(again)).toEqual(['open to warning']);
    // Meanwhile Slack is away: e-mail takes its place, and both are told when it is over.
    const stoodIn = tried(again, 'email');
    expect(owed(owe(stoodIn, event('over', 'warning'), NOW_MS))).toEqual([
      'over with end to slack',
      'over with end to email',
    ]);
  });

  test('a critical one that PagerDuty took: nothing, and a resolve at its end', () => {
    const told = tried(opened('critical'), 'pagerduty');
    expect(owed(told)).toEqual([]);
    expect(owed(owe(told, event('over', 'critical'), NOW_MS))).toEqual(['over with end to pagerduty']);
  });

  test('a critical one that Slack took for PagerDuty: the page, until the end, which Slack is told', () => {
    const told = tried(opened('critical'), 'slack');
    expect(owed(told)).toEqual(['open to pagerduty']);
    expect(owed(owe(told, event('over', 'critical'), NOW_MS))).toEqual(['over with end to slack']);
  });

  test('a critical one that PagerDuty may have taken: a resolve at its end, too', () => {
    const told = tried(opened('critical'), 'slack', { uncertain: ['pagerduty'] });
    expect(owed(owe(told, event('over', 'critical'), NOW_MS))).toEqual([
      'over with end to pagerduty',
      'over with end to slack',
    ]);
  });

  test('where no pager is set up, Slack is enough for a critical one', () => {
    expect(owed(tried(opened('critical'), 'slack', { configured: ['slack'] }))).toEqual([]);
  });

  test('one that is over before anybody took it: told late, and nobody is woken', () => {
    const untold = tried(opened('critical'), null);
    expect(owed(owe(untold, event('over', 'critical'), NOW_MS))).toEqual(['open with end to warning']);
  });

  test('a warning that became critical before anybody took it: the critical one alone', () => {
    expect(owed(owe(opened('warning'), event('worse', 'critical'), NOW_MS))).toEqual(['open to pager']);
  });

  test('one that opens again before its end was told: the end is not told any more', () => {
    const told = tried(opened('critical'), 'pagerduty');
    const ended = owe(told, event('over', 'critical'), NOW_MS);
    expect(owed(owe(ended, event('opened', 'critical'), NOW_MS))).toEqual(['open to pager']);
  });
});

describe('recipients who refuse what others take', () => {
  const partly = (deliveries: Deliveries, refused: string[], at = NOW_MS) =>
    tried(deliveries, 'email', { refused, nowMs: at });

  test('are owed it on, they alone, and the channel counts as told', () => {
    const told = partly(opened('warning'), ['b']);
    expect(told.owed).toMatchObject([{ to: 'email', only: ['b'], failures: 1 }]);
    expect(told.told).toEqual([{ key: 'acme/ticketsFail', channels: ['email'] }]);
    expect(routeOf(told.owed[0]!, ALL)).toEqual(['email']);
    expect(tried(told, 'email').owed).toEqual([]);
  });

  test('of two, one that takes it at last is not told again', () => {
    const told = partly(partly(opened('warning'), ['b', 'c']), ['c']);
    expect(told.owed).toMatchObject([{ to: 'email', only: ['c'], failures: 2 }]);
  });

  test('refusing again, they wait for longer; for as long as it lasts', () => {
    let deliveries = partly(opened('warning'), ['b']);
    for (let round = 0; round < 40; round += 1) deliveries = tried(deliveries, null);
    expect(deliveries.owed).toMatchObject([{ only: ['b'], failures: 41 }]);
  });

  test('the end goes to everybody, and is not owed for more than a day to who refuses it', () => {
    const ended = owe(partly(opened('warning'), ['b']), event('over', 'warning'), NOW_MS);
    expect(ended.owed).toMatchObject([{ to: 'email', notice: { kind: 'over' } }]);
    expect(ended.owed[0]).not.toHaveProperty('only');
    const refused = partly(ended, ['b']);
    expect(tried(refused, null, { nowMs: NOW_MS + 23 * 3_600_000 }).owed).toHaveLength(1);
    expect(tried(refused, null, { nowMs: NOW_MS + 25 * 3_600_000 }).owed).toEqual([]);
  });

  test('a pager that e-mail stands in for is owed on as well', () => {
    expect(partly(opened('critical'), ['b']).owed).toMatchObject([
      { to: 'email', only: ['b'] },
      { to: 'pagerduty' },
    ]);
  });
});

describe('what a channel said', () => {
  const refusals = [
    { channel: 'pagerduty' as const, reason: 'PagerDuty answered 429', patienceMs: 600_000 },
    { channel: 'slack' as const, reason: 'Slack answered 404 (no_service)', patienceMs: 0 },
  ];

  test('is kept with what is owed, the latest', () => {
    expect(tried(opened('critical'), null, { refusals }).owed).toMatchObject([
      { reason: 'Slack answered 404 (no_service)' },
    ]);
  });

  test('a pager that asks for ten minutes is left alone for them', () => {
    expect(tried(opened('critical'), 'slack', { refusals: refusals.slice(0, 1) }).owed).toMatchObject([
      { to: 'pagerduty', reason: 'PagerDuty answered 429', nextTryAtMs: NOW_MS + 600_000 },
    ]);
  });

  test('of a round in vain the least patience counts', () => {
    expect(tried(opened('critical'), null, { refusals }).owed[0]?.nextTryAtMs).toBe(NOW_MS + 60_000);
    const asked = refusals.slice(0, 1);
    expect(tried(opened('critical'), null, { refusals: asked }).owed[0]?.nextTryAtMs).toBe(NOW_MS + 600_000);
  });
});

describe('when it is tried', () => {
  test('the end of a warning waits while it is quiet, that of a critical one does not', () => {
    const end = (severity: Severity) =>
      owe(tried(opened(severity), 'slack', { configured: ['slack'] }), event('over', severity), NOW_MS);
    expect(dueNow(end('warning'), { nowMs: NOW_MS, quiet: true })).toEqual([]);
    expect(dueNow(end('warning'), { nowMs: NOW_MS, quiet: false })).toHaveLength(1);
    expect(dueNow(end('critical'), { nowMs: NOW_MS, quiet: true })).toHaveLength(1);
  });

  test('warnings wait while it is quiet, pages do not', () => {
    expect(dueNow(opened('warning'), { nowMs: NOW_MS, quiet: true })).toEqual([]);
    expect(dueNow(opened('warning'), { nowMs: NOW_MS, quiet: false })).toHaveLength(1);
    expect(dueNow(opened('critical'), { nowMs: NOW_MS, quiet: true })).toHaveLength(1);
  });

  test('after a round in vain: a minute later, then twice as long, up to an hour', () => {
    let deliveries = opened('warning');
    const pauses = Array.from({ length: 9 }, () => {
      deliveries = tried(deliveries, null);
      return (deliveries.owed[0]!.nextTryAtMs - NOW_MS) / 60_000;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(dueNow(deliveries, { nowMs: NOW_MS + 3_599_999, quiet: false })).toEqual([]);
    expect(dueNow(deliveries, { nowMs: NOW_MS + 3_600_000, quiet: false })).toHaveLength(1);
  });
});
