import { describe, expect, test } from '@jest/globals';
import { createGentleRequests } from '../../src/cli/labelled-tickets.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/platform.js';

/** Requests on a clock that only sleeping moves. */
function gently(intervalMs: number) {
  let nowMs = 0;
  const sleeps: number[] = [];
  const sleep = (ms: number) => {
    sleeps.push(ms);
    nowMs += ms;
    return Promise.resolve();
  };
  return { send: createGentleRequests({ intervalMs, sleep, now: () => nowMs }), sleeps };
}

/** Fails with these errors, in order, then answers. */
function failing(...errors: PlatformError[]) {
  let calls = 0;
  const request = () => {
    calls += 1;
    const error = errors.shift();
    return error === undefined ? Promise.resolve('answer') : Promise.reject(error);
  };
  return { request, calls: () => calls };
}
const error = (kind: PlatformErrorKind, retryAfterMs?: number) =>
  new PlatformError('failed', { kind, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });

test('requests are apart by the interval, and the first does not wait', async () => {
  const { send, sleeps } = gently(600);
  const { request } = failing();
  for (let count = 0; count < 3; count += 1) await send(request);
  expect(sleeps).toEqual([600, 600]);
});

describe('a request that failed', () => {
  test('by a rate limit is repeated after the time asked for', async () => {
    const { send, sleeps } = gently(600);
    const { request, calls } = failing(error('rateLimited', 7_000));
    expect(await send(request)).toBe('answer');
    expect(sleeps).toEqual([7_000]);
    expect(calls()).toBe(2);
  });

  test('for want of the help desk is repeated, five tries in all', async () => {
    const { send } = gently(600);
    const { request, calls } = failing(...Array.from({ length: 9 }, () => error('unavailable')));
    await expect(send(request)).rejects.toBeInstanceOf(PlatformError);
    expect(calls()).toBe(5);
  });

  test.each(['unauthorized', 'forbidden', 'notFound', 'invalid'] as const)(
    'as %s is not repeated',
    async (kind) => {
      const { send } = gently(600);
      const { request, calls } = failing(error(kind));
      await expect(send(request)).rejects.toMatchObject({ kind });
      expect(calls()).toBe(1);
    },
  );
});
