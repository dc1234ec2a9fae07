import { describe, expect, test } from '@jest/globals';
import { createVerdictCache } from '../../src/verdict/cache.js';
import type { ModelVerdict, SharedVerdicts } from '../../src/ports/records.js';
import { ANALYSIS } from '../support/ticket-stubs.js';

const { verdict, source, model, promptVersion } = ANALYSIS;
const VERDICT: ModelVerdict = { verdict, source, model, promptVersion };
const KEY = { tenant: 'acme', inputHash: 'abc' };

/** Shared verdicts in memory that record what they are asked; `down` makes every call fail or hang. */
function sharedVerdicts(state: { down: 'no' | 'fails' | 'hangs' } = { down: 'no' }) {
  const kept = new Map<string, ModelVerdict>();
  const calls: string[] = [];
  const answer = <T>(name: string, value: () => T): Promise<T> => {
    calls.push(name);
    if (state.down === 'hangs') return new Promise(() => undefined);
    return state.down === 'fails' ? Promise.reject(new Error('refused')) : Promise.resolve(value());
  };
  const nameOf = ({ tenant, inputHash }: typeof KEY) => `${tenant}/${inputHash}`;
  const shared: SharedVerdicts = {
    find: (key) => answer('find', () => kept.get(nameOf(key)) ?? null),
    keep: (key, verdict) => answer('keep', () => void kept.set(nameOf(key), verdict)),
  };
  return { shared, calls, state };
}

describe('a verdict that was kept', () => {
  test('is found again, by this process without asking the database, by others there', async () => {
    const { shared, calls } = sharedVerdicts();
    const cache = createVerdictCache({ shared });
    expect(await cache.find(KEY)).toBeNull();
    cache.keep(KEY, VERDICT);
    expect(await cache.find(KEY)).toEqual(VERDICT);
    expect(calls).toEqual(['find', 'keep']);
    expect(await createVerdictCache({ shared }).find(KEY)).toEqual(VERDICT);
  });

  test('is for its key only', async () => {
    const cache = createVerdictCache({ shared: null });
    cache.keep(KEY, VERDICT);
    expect(await cache.find({ ...KEY, tenant: 'other' })).toBeNull();
    expect(await cache.find({ ...KEY, inputHash: 'abd' })).toBeNull();
  });
});

test("a flood of one tenant's tickets pushes out none of another's verdicts", async () => {
  const cache = createVerdictCache({ shared: null, mostInMemory: 2 });
  cache.keep(KEY, VERDICT);
  for (let number = 0; number < 10; number += 1)
    cache.keep({ tenant: 'other', inputHash: `${number}` }, VERDICT);
  expect(await cache.find(KEY)).toEqual(VERDICT);
  expect(await cache.find({ tenant: 'other', inputHash: '0' })).toBeNull();
});

describe.each(['fails', 'hangs'] as const)('a database that %s', (down) => {
  test('is a miss, told once, and left alone for a while; what this process knows still serves', async () => {
    const { shared, calls } = sharedVerdicts({ down });
    const troubles: unknown[] = [];
    const onTrouble = (error: unknown) => troubles.push(error);
    const cache = createVerdictCache({ shared, onTrouble, answersWithinMs: 20 });
    expect(await cache.find(KEY)).toBeNull();
    cache.keep(KEY, VERDICT);
    expect(await cache.find(KEY)).toEqual(VERDICT);
    expect(await cache.find({ ...KEY, inputHash: 'another' })).toBeNull();
    expect(calls).toEqual(['find']);
    expect(troubles).toHaveLength(1);
  });
});
