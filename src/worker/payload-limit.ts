import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { FAILURE } from '../contract/failures.js';

/**
 * Most bytes of a step's result as JSON. The server takes 2 MiB of an encoded payload; the rest is for encryption.
 * @see https://docs.temporal.io/self-hosted-guide/defaults
 */
export const MOST_RESULT_BYTES = 1_800 * 1024;

/**
 * Fails a step whose result the server would not take, for good: the server's own refusal (`TMPRL1103`) repeats the step,
 * or the workflow task that follows it, without end.
 */
export const limitedResults: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    async execute(input, next) {
      const result: unknown = await next(input);
      const bytes = bytesOf(result);
      if (bytes <= MOST_RESULT_BYTES) return result;
      throw ApplicationFailure.create({
        type: FAILURE.payloadTooLarge,
        nonRetryable: true,
        message: `${info.activityType}: expected a result of at most ${MOST_RESULT_BYTES} bytes, got ${bytes}`,
      });
    },
  },
});

const bytesOf = (result: unknown): number =>
  result === undefined ? 0 : Buffer.byteLength(JSON.stringify(result));
