import { describe, expect, test } from '@jest/globals';
import { alreadyServed, keyed, keysOf, servedTogether } from '../../src/domain/requests.js';
import { previousWrite } from '../support/ticket-stubs.js';

describe('requests that come together', () => {
  test('one that forces forces the round', () => {
    expect(servedTogether([{ force: true }, {}]).force).toBe(true);
    expect(servedTogether([{ force: false }, {}]).force).toBe(false);
  });

  test('an upgrade beside a person who asks is no upgrade: the person wants a verdict in any case', () => {
    expect(servedTogether([{ upgrade: true }, { upgrade: true }]).upgrade).toBe(true);
    expect(servedTogether([{ upgrade: true }, { reason: 'cli' }]).upgrade).toBe(false);
  });
});

describe('the key of a request', () => {
  const run = { runId: 'run-1', nth: 2 };

  test('is the sender’s; one that came without has its place among those delivered to the run', () => {
    expect(keyed({ force: true, key: 'cli/1' }, run)).toEqual({ force: true, key: 'cli/1' });
    expect(keyed({ force: true }, run)).toEqual({ force: true, key: 'run-1/asked-2' });
    expect(keyed(undefined, run)).toEqual({ key: 'run-1/asked-2' });
  });

  test('has a limit, and so has the number of them that a write names', () => {
    expect(keyed({ key: 'k'.repeat(5000) }, run).key).toHaveLength(100);
    const many = Array.from({ length: 1000 }, (_none, nth) => keyed({ key: `k-${nth}` }, run));
    expect(keysOf(many)).toHaveLength(50);
    expect(keysOf(many).at(-1)).toBe('k-999');
  });
});

describe('a request is served by what is there', () => {
  const byRules = previousWrite({ verdictId: 'run-1/1', tags: ['ai_processed', 'ai_fallback'] }).record;
  const byModel = previousWrite({ verdictId: 'run-2/1', tags: ['ai_processed'] }).record;
  const served = (
    request: { upgrade?: boolean },
    lastWrite: typeof byRules | null,
    tags: string[] = [],
    verdictId = 'run-9/1',
  ) => alreadyServed({ force: false, upgrade: false, ...request }, { tags, lastWrite, verdictId });

  test('an upgrade, when the last verdict is the model’s', () => {
    expect(served({ upgrade: true }, byModel)).toBe('the model has judged it already');
    expect(served({ upgrade: true }, null, ['ai_processed'])).toBe('the model has judged it already');
  });

  test('an upgrade is not, when it is the rules’, also where a person took the tag off', () => {
    expect(served({ upgrade: true }, byRules)).toBeNull();
    expect(served({ upgrade: true }, { ...byModel, declinedTags: ['ai_fallback'] })).toBeNull();
    expect(served({ upgrade: true }, null, ['ai_processed', 'ai_fallback'])).toBeNull();
  });

  test('a person’s request never is by another verdict', () => {
    expect(served({}, byModel, ['ai_processed'])).toBeNull();
  });

  test('when this very verdict was written, as a server restored from a backup no longer knows', () => {
    expect(served({}, byModel, ['ai_processed'], 'run-2/1')).toBe('this verdict was written before');
  });

  test('not when a person has asked for another one since, by taking the tag off', () => {
    expect(served({}, byModel, ['ai_bug'], 'run-2/1')).toBeNull();
  });
});
