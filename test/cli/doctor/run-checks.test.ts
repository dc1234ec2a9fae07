import { describe, expect, test } from '@jest/globals';
import { error, ok, skipped, warning, type Check, type Finding } from '../../../src/cli/doctor/report.js';
import { runChecks } from '../../../src/cli/doctor/checks.js';

const check = (name: string, finding: Finding | Error, needs: string[] = []): Check => ({
  name,
  needs,
  run: () => (finding instanceof Error ? Promise.reject(finding) : Promise.resolve(finding)),
});
const broken = error('failed', 'it is broken', 'mend it');

describe('checks', () => {
  test('all run though one fails; results are in the order given', async () => {
    const results = await runChecks([check('a', broken), check('b', ok('fine')), check('c', broken)]);
    expect(results.map(({ name, status }) => [name, status])).toEqual([
      ['a', 'error'],
      ['b', 'ok'],
      ['c', 'error'],
    ]);
  });

  test.each([
    ['an error', broken],
    ['a skipped one', skipped('not there', 'see there')],
  ])('one that needs %s is skipped and says why', async (_what, finding) => {
    const neverRun: Check = {
      name: 'role',
      needs: ['help_desk'],
      run: () => {
        throw new Error('it ran');
      },
    };
    const [, result] = await runChecks([check('help_desk', finding), neverRun]);
    expect(result).toEqual({
      name: 'role',
      status: 'skipped',
      found: 'not checked: needs help desk',
      advice: 'mend that first',
    });
  });

  test('a warning holds up nothing', async () => {
    const results = await runChecks([check('a', warning('hm', 'look')), check('b', ok('fine'), ['a'])]);
    expect(results[1]?.status).toBe('ok');
  });

  test('one that throws is an error with its message, and the rest goes on', async () => {
    const results = await runChecks([check('a', new Error('out of the blue')), check('b', ok('fine'))]);
    expect(results[0]).toMatchObject({ status: 'error', fault: 'failed' });
    expect(results[0]?.found).toContain('out of the blue');
    expect(results[1]?.status).toBe('ok');
  });

  test('a need that is not before it is a mistake of ours', async () => {
    await expect(runChecks([check('a', ok('fine'), ['b']), check('b', ok('fine'))])).rejects.toThrow(
      'a needs b',
    );
  });
});
