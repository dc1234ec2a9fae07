import { expect, test } from '@jest/globals';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { stepAttempts } from '../../../src/health/metrics/process-metrics.js';
import type { StepAttempt } from '../../../src/ports/metrics.js';

async function attemptOf(input: unknown, step: () => Promise<unknown>): Promise<StepAttempt[]> {
  const attempts: StepAttempt[] = [];
  const interceptors = [stepAttempts({ stepAttempted: (attempt) => void attempts.push(attempt) })];
  const environment = new MockActivityEnvironment(
    { activityType: 'fetchTicket' },
    { interceptors, logger: new DefaultLogger('ERROR') },
  );
  await environment.run(step as (input: unknown) => Promise<unknown>, input).catch(() => undefined);
  return attempts;
}

const failing = (error: Error) => () => Promise.reject(error);

test('an attempt is counted with its tenant, its name and how long it took', async () => {
  expect(await attemptOf({ tenant: 'acme', ticketId: '42' }, () => Promise.resolve())).toEqual([
    { tenant: 'acme', step: 'fetchTicket', result: 'ok', durationMs: expect.any(Number) },
  ]);
});

test.each([
  ['one of our failures', 'PlatformRateLimited', ApplicationFailure.create({ type: 'PlatformRateLimited' })],
  ['a failure type that is not ours', 'other', ApplicationFailure.create({ type: 'mary@example.com' })],
  ['another error', 'other', new TypeError('x is undefined')],
  ['cancellation', 'cancelled', new CancelledFailure('told to stop')],
])('%s is counted as %s', async (_name, result, error) => {
  expect(await attemptOf({ tenant: 'acme' }, failing(error))).toMatchObject([{ result }]);
});

test.each([[undefined], [{ before: '2026-01-01T00:00:00Z' }], [{ tenant: 7 }]])(
  'a step whose input is %j has no tenant',
  async (input) => {
    expect(await attemptOf(input, () => Promise.resolve())).toMatchObject([{ tenant: null, result: 'ok' }]);
  },
);
