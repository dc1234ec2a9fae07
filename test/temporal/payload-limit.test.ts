import { describe, expect, test } from '@jest/globals';
import type { ActivityExecuteInput, Next, ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { limitedResults, MOST_RESULT_BYTES } from '../../src/temporal/queues.js';

type Execute = NonNullable<ActivityInboundCallsInterceptor['execute']>;
const input = {} as ActivityExecuteInput;

function run(result: unknown): Promise<unknown> {
  const { inbound } = limitedResults({ info: { activityType: 'fetchTicket' } } as never);
  const execute = inbound?.execute?.bind(inbound) as Execute;
  const next: Next<ActivityInboundCallsInterceptor, 'execute'> = () => Promise.resolve(result);
  return execute(input, next);
}

describe('the result of a step', () => {
  test.each([undefined, null, { tags: ['vip'] }])('%j passes', async (result) => {
    expect(await run(result)).toEqual(result);
  });

  test('that the server would not take fails the step for good, and says how large it is', async () => {
    const result = { tags: Array.from({ length: 400_000 }, (_, index) => `tag_${index}`) };
    await expect(run(result)).rejects.toMatchObject({
      type: 'PayloadTooLarge',
      nonRetryable: true,
      message: `fetchTicket: expected a result of at most ${MOST_RESULT_BYTES} bytes, got ${JSON.stringify(result).length}`,
    });
  });

  test('counts bytes, not characters', async () => {
    await expect(run('€'.repeat(700_000))).rejects.toMatchObject({ type: 'PayloadTooLarge' });
    expect(await run('e'.repeat(700_000))).toHaveLength(700_000);
  });
});
