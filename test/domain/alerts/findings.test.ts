import { describe, expect, test } from '@jest/globals';
import { findingsOf, type InstallationFacts, type TenantFacts } from '../../../src/domain/alerts/findings.js';

const FINE: InstallationFacts = { disk: 'ok', detector: null, detectorOnFailure: 'stop', statistics: 'ok' };
const TENANT: TenantFacts = {
  tenant: 'acme',
  platform: 'ok',
  model: 'ok',
  openCircuits: [],
  day: { total: 1_000, failed: 0, rejected: 0 },
  hour: { total: 100, failed: 0, p95Ms: 4_000 },
  scanDueForMs: null,
  listing: { unreadable: 0, cursorRefused: 0 },
  writesStopped: false,
  paused: [],
  undone: null,
  rejected: null,
  budget: null,
};

const of = (tenant: Partial<TenantFacts>, installation: Partial<InstallationFacts> = {}): string[] =>
  findingsOf({ ...FINE, ...installation }, [{ ...TENANT, ...tenant }]).findings.map(
    ({ condition, severity }) => `${severity} ${condition}`,
  );
const failures = (failed: number, total: number, lately = failed) => ({
  day: { total, failed, rejected: 0 },
  hour: { total: 100, failed: lately, p95Ms: null },
});
const hour = (total: number, p95Ms: number | null) => ({ hour: { total, failed: 0, p95Ms } });
const budget = (level: 'ok' | 'warning' | 'exhausted') => ({ budget: { level, text: '$8 of $10' } });

describe('findings', () => {
  test.each<[string, Partial<TenantFacts>, string[]]>([
    ['nothing wrong', {}, []],
    ['a verdict that is undone', { undone: 'ticket 7: trigger 42' }, ['warning verdictsUndone']],
    ['a write that is refused', { rejected: 'ticket 7' }, ['warning writesRejected']],
    [
      'an account that refuses most writes',
      { rejected: 'tickets 1, 2', day: { total: 100, failed: 0, rejected: 90 } },
      ['critical writesRejected'],
    ],
    ['401', { platform: 'refused' }, ['critical credentialsRefused']],
    ['a help desk that is down', { platform: 'down' }, ['critical platformDown']],
    ['a circuit that is open to it', { openCircuits: ['platform'] }, ['critical platformDown']],
    [
      'a circuit, and 401',
      { platform: 'refused', openCircuits: ['platform'] },
      ['critical credentialsRefused'],
    ],
    ['a model that is down', { model: 'down' }, ['warning modelDown']],
    ['a model that refuses our key', { model: 'refused' }, ['warning modelDown']],
    [
      'a circuit that is open to it and a model that answers',
      { openCircuits: ['model'] },
      ['warning modelDown'],
    ],
    ['one ticket that failed in a quiet night', failures(1, 50), ['warning ticketsFail']],
    ['four of them', failures(4, 50), ['warning ticketsFail']],
    ['five of them', failures(5, 50), ['critical ticketsFail']],
    ['many of very many', failures(9, 1_000), ['warning ticketsFail']],
    ['more than one in a hundred of many', failures(11, 1_000), ['critical ticketsFail']],
    ['failures that are over', failures(20, 100, 0), []],
    ['slow tickets', hour(20, 15_001), ['warning ticketsSlow']],
    ['tickets as slow as they may be', hour(20, 15_000), []],
    ['a slow one among few', hour(19, 90_000), []],
    ['a scan that is due for half an hour', { scanDueForMs: 30 * 60_000 }, []],
    ['a scan that is due for longer', { scanDueForMs: 30 * 60_000 + 1 }, ['warning scanOverdue']],
    [
      'lines that were left out',
      { listing: { unreadable: 2, cursorRefused: 0 } },
      ['warning linesUnreadable'],
    ],
    ['a refused cursor', { listing: { unreadable: 0, cursorRefused: 1 } }, ['warning cursorRefused']],
    ['writes stopped', { writesStopped: true }, ['warning writesStopped']],
    ['schedules paused', { paused: ['scan', 'revive'] }, ['warning paused']],
    ['a budget with room', budget('ok'), []],
    ['80 % of it', budget('warning'), ['warning budgetNearlySpent']],
    ['all of it', budget('exhausted'), ['warning budgetSpent']],
  ])('%s', (_what, facts, expected) => {
    expect(of(facts)).toEqual(expected);
  });

  test.each<[string, Partial<InstallationFacts>, string[]]>([
    ['little disk', { disk: 'warning' }, ['warning diskLow']],
    ['hardly any disk', { disk: 'critical' }, ['critical diskLow']],
    ['a detector that tickets wait for', { detector: 'down' }, ['critical detectorDown']],
    [
      'a detector that they do without',
      { detector: 'down', detectorOnFailure: 'continue' },
      ['warning detectorDown'],
    ],
    ['a detector that is there', { detector: 'ok' }, []],
    ['statistics away', { statistics: 'down' }, ['warning statisticsDown']],
  ])('%s', (_what, facts, expected) => {
    expect(of({}, facts)).toEqual(expected);
  });

  test('what could not be found out is unknown, not fine', () => {
    const dark = {
      ...{ day: undefined, scanDueForMs: undefined, writesStopped: undefined, paused: undefined },
      ...{ undone: undefined, rejected: undefined },
    };
    const { findings, unknown } = findingsOf({ ...FINE, disk: undefined }, [
      { ...TENANT, ...dark, budget: undefined },
    ]);
    expect(findings).toEqual([]);
    expect(unknown).toEqual([
      { tenant: null, condition: 'diskLow' },
      ...[
        ...['ticketsFail', 'verdictsUndone', 'writesRejected', 'scanOverdue', 'writesStopped', 'paused'],
        ...['budgetNearlySpent', 'budgetSpent'],
      ].map((condition) => ({ tenant: 'acme', condition })),
    ]);
  });
});
