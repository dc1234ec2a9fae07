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
  { uncertain = [], configured = ALL }: { uncertain?: ChannelName[]; configured?: ChannelName[] } = {},
) => afterRound(deliveries, deliveries.owed[0]!, { taken, uncertain, configured, nowMs: NOW_MS });
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
  test('a warning that Slack took: nothing, and nothing at its end', () => {
    const told = tried(opened('warning'), 'slack');
    expect(owed(told)).toEqual([]);
    expect(owe(told, event('over', 'warning'), NOW_MS)).toEqual(NOTHING_OWED);
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

describe('when it is tried', () => {
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
