import { describe, expect, test } from '@jest/globals';
import { alreadyServed, servedTogether } from '../../src/domain/requests.js';
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

  test('what a failed run has written serves only those that it was asked by', () => {
    const [first, second] = [{ unlessWritten: ['run-1/1'] }, { unlessWritten: ['run-2/1'] }];
    expect(servedTogether([first, second]).unlessWritten).toEqual(['run-1/1', 'run-2/1']);
    expect(servedTogether([first, {}]).unlessWritten).toEqual([]);
  });
});

describe('a request is served by what is there', () => {
  const byRules = previousWrite({ verdictId: 'run-1/1', tags: ['ai_processed', 'ai_fallback'] }).record;
  const byModel = previousWrite({ verdictId: 'run-2/1', tags: ['ai_processed'] }).record;
  const served = (
    request: { upgrade?: boolean; unlessWritten?: string[] },
    lastWrite: typeof byRules | null,
    tags: string[] = [],
    verdictId = 'run-9/1',
  ) =>
    alreadyServed(
      { force: false, upgrade: false, unlessWritten: [], ...request },
      { tags, lastWrite, verdictId },
    );

  test('when the run that failed had written it', () => {
    expect(served({ unlessWritten: ['run-0/1', 'run-1/1'] }, byRules)).toBe(
      'it was written before its run failed',
    );
  });

  test('not when the last write is another one, or there is none', () => {
    expect(served({ unlessWritten: ['run-1/1'] }, byModel)).toBeNull();
    expect(served({ unlessWritten: ['run-1/1'] }, null)).toBeNull();
  });

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
