import { describe, expect, test } from '@jest/globals';
import { businessRulesCheck } from '../../../src/cli/doctor/business-rules.js';
import { helpDeskChecks } from '../../../src/cli/doctor/help-desk.js';
import { runChecks } from '../../../src/cli/doctor/checks.js';
import { PlatformError, type BusinessRule, type PlatformErrorKind } from '../../../src/ports/platform.js';
import { fakePlatform, type PlatformAnswers } from '../../support/fake-platform.js';

const ADMIN = { userId: '7', role: 'admin', canList: true };
const LISTED = { tickets: [], cursor: 'c', endOfStream: true };
const LIMIT = { perMinute: 700, remaining: 650 };
const refused = (kind: PlatformErrorKind) => new PlatformError(`it was ${kind}`, { kind });

async function examined(answers: PlatformAnswers, requestsPerMinute = 400) {
  const { platform, requests } = fakePlatform(answers);
  const checks = [
    ...helpDeskChecks({
      platform,
      baseUrl: 'https://desk.example',
      requestsPerMinute,
      requestsSetting: 'REQUESTS',
      now: () => new Date('2026-11-22T12:00:00Z'),
    }),
    businessRulesCheck(platform),
  ];
  const results = await runChecks(checks);
  return { requests, of: Object.fromEntries(results.map((result) => [result.name, result])) };
}
const withLimit = (requestLimit: typeof LIMIT): PlatformAnswers => ({
  whoAmI: [{ ...ADMIN, requestLimit }],
  listChanges: [LISTED],
  listBusinessRules: [[]],
});

describe('the help desk', () => {
  test('an admin within the limits → all ok, nothing is written', async () => {
    const { of, requests } = await examined(withLimit(LIMIT));
    expect(Object.values(of).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(requests.listChanges).toEqual([{ startTime: '2026-11-22T11:55:00.000Z' }]);
    expect(requests.write).toEqual([]);
  });

  test.each<[PlatformErrorKind, string]>([
    ['unavailable', 'unreachable'],
    ['unauthorized', 'failed'],
    ['protocol', 'failed'],
    ['notFound', 'failed'],
  ])('%s → an error (%s) with advice, the rest skipped', async (kind, fault) => {
    const { of } = await examined({ whoAmI: [refused(kind)] });
    expect(of['help_desk']).toMatchObject({ status: 'error', fault, found: `it was ${kind}` });
    expect(of['help_desk']?.advice).toMatch(/\w/);
    for (const name of ['help_desk_role', 'help_desk_limits', 'help_desk_rules'])
      expect(of[name]).toMatchObject({ status: 'skipped', found: 'not checked: needs help desk' });
  });

  test('no answer in time → unreachable', async () => {
    const late = Object.assign(new Error('too late'), { name: 'TimeoutError' });
    const { of } = await examined({ whoAmI: [late] });
    expect(of['help_desk']).toMatchObject({ status: 'error', fault: 'unreachable' });
  });

  test('its limit used up → skipped, and so is the rest', async () => {
    const { of } = await examined({ whoAmI: [refused('rateLimited')] });
    expect(Object.values(of).map(({ status }) => status)).toEqual(Array(4).fill('skipped'));
  });
});

describe('the role', () => {
  test('one that may not list → error, without trying', async () => {
    const { of, requests } = await examined({
      whoAmI: [{ userId: '7', role: 'agent', canList: false, requestLimit: LIMIT }],
      listBusinessRules: [[]],
    });
    expect(of['help_desk_role']).toMatchObject({ status: 'error', fault: 'failed' });
    expect(of['help_desk_role']?.found).toContain('agent');
    expect(of['help_desk_limits']?.status).toBe('ok');
    expect(requests.listChanges).toEqual([]);
  });

  test('an admin whose token may not list after all → error', async () => {
    const { of } = await examined({ ...withLimit(LIMIT), listChanges: [refused('forbidden')] });
    expect(of['help_desk_role']).toMatchObject({ status: 'error', fault: 'failed' });
  });
});

describe('the limits', () => {
  test.each<[string, typeof LIMIT, number, string]>([
    ['a share that leaves room', LIMIT, 400, 'ok'],
    ['a share that leaves next to nothing', LIMIT, 650, 'warning'],
    ['all of it', LIMIT, 700, 'warning'],
    ['more than there is', { perMinute: 200, remaining: 199 }, 400, 'error'],
    ['a limit that others use up', { perMinute: 700, remaining: 12 }, 400, 'warning'],
  ])('%s: %j, ours %i → %s', async (_what, limit, ours, status) => {
    const { of } = await examined(withLimit(limit), ours);
    expect(of['help_desk_limits']).toMatchObject({ status, details: { ...limit, ours } });
    expect(of['help_desk_limits']?.advice === null).toBe(status === 'ok');
  });

  test('not told → skipped', async () => {
    const { of } = await examined({ whoAmI: [ADMIN], listChanges: [LISTED], listBusinessRules: [[]] });
    expect(of['help_desk_limits']?.status).toBe('skipped');
  });
});

describe('the business rules', () => {
  const rule: BusinessRule = {
    ruleId: '9',
    kind: 'automation',
    title: 'Remind',
    all: [
      { words: 'priority is high', about: 'priority', oneOf: ['high'] },
      { words: 'hours since open is greater than 4', about: 'ticket' },
    ],
    any: [],
  };

  test('one that we fire → a warning that names it and its conditions', async () => {
    const { of } = await examined({ ...withLimit(LIMIT), listBusinessRules: [[rule]] });
    expect(of['help_desk_rules']).toMatchObject({
      status: 'warning',
      items: ['automation "Remind": priority is high; only if hours since open is greater than 4'],
      details: { active: 1, fired: [{ ruleId: '9' }] },
    });
  });

  test('none that we fire → ok', async () => {
    const { of } = await examined({ ...withLimit(LIMIT), listBusinessRules: [[{ ...rule, all: [] }]] });
    expect(of['help_desk_rules']).toMatchObject({ status: 'ok', details: { active: 1, fired: [] } });
  });

  test('a refused listing → error', async () => {
    const { of } = await examined({ ...withLimit(LIMIT), listBusinessRules: [refused('forbidden')] });
    expect(of['help_desk_rules']?.status).toBe('error');
  });
});
