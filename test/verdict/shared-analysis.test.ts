import { describe, expect, test } from '@jest/globals';
import { createSharedAnalysis } from '../../src/verdict/sharing.js';
import { createVerdictCache } from '../../src/verdict/cache.js';
import type { Analysis } from '../../src/contract/ticket.js';
import { NO_USAGE } from '../../src/domain/verdict.js';
import { ANALYSIS, REDACTED } from '../support/ticket-stubs.js';

const KEY = { tenant: 'acme', inputHash: 'abc' };

function sharing() {
  const share = createSharedAnalysis(createVerdictCache({ shared: null }));
  let calls = 0;
  const answers: (Analysis | Error)[] = [];
  const ask = (inputHash: string, { fresh = false } = {}) =>
    share(
      {
        key: KEY,
        ticket: { ...REDACTED, inputHash },
        region: 'US',
        fresh,
        signal: new AbortController().signal,
      },
      () => {
        calls += 1;
        const answer = answers.shift() ?? { ...ANALYSIS, inputHash };
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    );
  return { ask, answers, calls: () => calls };
}

describe('equal tickets', () => {
  test('at the same time and later cost one call, which only the first one is told of', async () => {
    const { ask, calls } = sharing();
    const [first, second] = await Promise.all([ask('1'), ask('2')]);
    const third = await ask('3');
    expect(calls()).toBe(1);
    expect(first).toEqual({ ...ANALYSIS, inputHash: '1' });
    for (const [analysis, inputHash] of [
      [second, '2'],
      [third, '3'],
    ] as const)
      expect(analysis).toEqual({ ...ANALYSIS, inputHash, usage: { ...NO_USAGE, fromCache: true } });
  });

  test('share a failure that is under way, and ask again after it', async () => {
    const { ask, answers, calls } = sharing();
    answers.push(new Error('down'));
    const both = await Promise.allSettled([ask('1'), ask('2')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls()).toBe(1);
    await ask('1');
    expect(calls()).toBe(2);
  });
});

describe('a fresh look', () => {
  test('asks although a verdict is kept, and its answer is kept instead', async () => {
    const { ask, answers, calls } = sharing();
    await ask('1');
    answers.push({ ...ANALYSIS, model: 'another' });
    expect(await ask('1', { fresh: true })).toMatchObject({ model: 'another', usage: ANALYSIS.usage });
    expect(await ask('2')).toMatchObject({ model: 'another', usage: { fromCache: true } });
    expect(calls()).toBe(2);
  });

  test('joins a call that is under way', async () => {
    const { ask, calls } = sharing();
    await Promise.all([ask('1'), ask('2', { fresh: true })]);
    expect(calls()).toBe(1);
  });
});
