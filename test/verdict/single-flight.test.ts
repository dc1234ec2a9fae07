import { describe, expect, test } from '@jest/globals';
import { createSingleFlight } from '../../src/verdict/sharing.js';

const never = new AbortController().signal;

/** Calls that end when the test says so. */
function heldCalls() {
  const fly = createSingleFlight<string>();
  const calls: { signal: AbortSignal; end: (answer: string) => void; fail: (error: Error) => void }[] = [];
  const call = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      calls.push({ signal, end: resolve, fail: reject });
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  return { calls, ask: (key: string, signal = never) => fly(key, signal, call) };
}

describe('callers with the same key', () => {
  test('share one call; another key has its own', async () => {
    const { calls, ask } = heldCalls();
    const answers = [ask('a'), ask('a'), ask('b')];
    expect(calls).toHaveLength(2);
    calls[0]?.end('one');
    calls[1]?.end('other');
    expect(await Promise.all(answers)).toEqual(['one', 'one', 'other']);
  });

  test('share its failure, which is not kept: the next one calls again', async () => {
    const { calls, ask } = heldCalls();
    const both = Promise.allSettled([ask('a'), ask('a')]);
    calls[0]?.fail(new Error('down'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = ask('a');
    calls[1]?.end('up');
    expect(await again).toBe('up');
  });

  test('one that comes after the answer calls again, also before the first callers have noticed', async () => {
    const { calls, ask } = heldCalls();
    const first = ask('a');
    calls[0]?.end('old');
    await first;
    const [second, third] = [ask('a'), ask('a')];
    expect(calls).toHaveLength(2);
    calls[1]?.end('new');
    expect(await Promise.all([second, third])).toEqual(['new', 'new']);
  });
});

describe('a caller that is cancelled', () => {
  test('leaves at once, also when it was the one that called; the others get their answer', async () => {
    const { calls, ask } = heldCalls();
    const caller = new AbortController();
    const first = ask('a', caller.signal);
    const second = ask('a');
    caller.abort(new Error('cancelled'));
    await expect(first).rejects.toThrow('cancelled');
    expect(calls[0]?.signal.aborted).toBe(false);
    calls[0]?.end('one');
    expect(await second).toBe('one');
  });

  test('when it is the last, the call is aborted and a later caller makes a new one', async () => {
    const { calls, ask } = heldCalls();
    const callers = [new AbortController(), new AbortController()];
    const asked = Promise.allSettled(callers.map(({ signal }) => ask('a', signal)));
    callers.forEach((caller) => caller.abort(new Error('cancelled')));
    await asked;
    expect(calls[0]?.signal.aborted).toBe(true);
    const later = ask('a');
    calls[1]?.end('two');
    expect(await later).toBe('two');
  });

  test('before it has asked makes no call', async () => {
    const { calls, ask } = heldCalls();
    await expect(ask('a', AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(calls).toHaveLength(0);
  });
});
