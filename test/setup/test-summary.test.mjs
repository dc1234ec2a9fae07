import { describe, expect, test } from '@jest/globals';
import { addSummaries, describeSummary, summarize } from '../../setup/test-summary.mjs';

const result = (status, fullName = status) => ({ status, fullName });
const file = (status, ...assertionResults) => ({ name: 'a.test.ts', status, message: '', assertionResults });
const run = (success, ...testResults) => ({ success, testResults });

const totalOf = (results, jestFailure = '') => describeSummary(summarize(results, jestFailure)).at(-1);

describe('the total', () => {
  test('all passed', () => {
    expect(totalOf(run(true, file('passed', result('passed'), result('passed'))))).toBe('2 passed, 0 failed');
  });

  test('passed, failed, skipped and to do', () => {
    const tests = ['passed', 'failed', 'pending', 'todo'].map((status) => result(status));
    expect(totalOf(run(false, file('failed', ...tests)), 'code 1')).toBe('1 passed, 1 failed, 2 skipped');
  });

  test('a file that could not be loaded counts as one failure', () => {
    const results = run(false, file('passed', result('passed')), file('failed'));
    expect(totalOf(results, 'code 1')).toBe('1 passed, 1 failed');
  });

  test('a file that failed after its tests passed counts as one failure', () => {
    expect(totalOf(run(false, file('failed', result('passed'))), 'code 1')).toBe('1 passed, 1 failed');
  });

  test.each([
    ['no test at all', run(true)],
    ['skipped tests only', run(true, file('passed', result('pending')))],
  ])('%s counts as one failure', (_what, results) => {
    expect(totalOf(results)).toMatch(/^0 passed, 1 failed/);
  });

  test('jest that crashed without results counts as one failure', () => {
    expect(totalOf(null, 'ended with SIGSEGV')).toBe('0 passed, 1 failed');
  });

  test('jest that failed for another reason counts as one failure, with the reason above', () => {
    const results = run(true, file('passed', result('passed')));
    expect(describeSummary(summarize(results, 'ended with code 1'))).toEqual([
      'failed: jest failed: ended with code 1',
      '1 passed, 1 failed',
    ]);
  });
});

test('each skipped test is named above the total', () => {
  const results = run(
    true,
    file('passed', result('passed'), result('pending', 'needs the test server: naps')),
  );
  expect(describeSummary(summarize(results, ''))).toEqual([
    'skipped: needs the test server: naps',
    '1 passed, 0 failed, 1 skipped',
  ]);
});

describe('several runs', () => {
  test('their tests are added up, and a run that never happened counts as one failure', () => {
    const good = summarize(
      run(true, file('passed', result('passed'), result('pending', 'needs a browser'))),
      '',
    );
    const summary = addSummaries([good, summarize(null, 'not started')]);
    expect(describeSummary(summary)).toEqual([
      'failed: no test ran',
      'skipped: needs a browser',
      '1 passed, 1 failed, 1 skipped',
    ]);
  });
});
