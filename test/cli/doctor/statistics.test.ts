import { describe, expect, test } from '@jest/globals';
import { statisticsCheck } from '../../../src/cli/doctor/installation.js';

const check = (answer: { version: number | null; newest: number } | Error) =>
  statisticsCheck({
    place: 'PostgreSQL db.example/statistics',
    readSchemaVersion: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
  }).run();

describe('the statistics', () => {
  test.each([
    ['migrated', 2, 'ok'],
    ['of an older build: the next start migrates it', 1, 'warning'],
    ['empty: the next start fills it', null, 'warning'],
    ['of a newer build', 3, 'error'],
  ])('%s, version %s of 2 → %s', async (_what, version, status) => {
    const finding = await check({ version, newest: 2 });
    expect(finding).toMatchObject({ status, details: { version, newest: 2 } });
    expect(finding.found).toContain('db.example');
  });

  test.each([
    ['with a message', new Error('password authentication failed'), 'password authentication failed'],
    ['with a code only', Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ])('out of reach, %s → error that says why', async (_what, cause, why) => {
    expect(await check(cause)).toMatchObject({
      ...{ status: 'error', fault: 'failed', found: expect.stringContaining(why) },
    });
  });
});
