import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure, defaultPayloadConverter, type FailureConverter } from '@temporalio/common';
import { FAILURE_CONVERTER_PATH } from '../../src/crypto/payload-codec.js';

const { failureConverter } = createRequire(import.meta.url)(FAILURE_CONVERTER_PATH) as {
  failureConverter: FailureConverter;
};
const toFailure = (error: unknown) => failureConverter.errorToFailure(error, defaultPayloadConverter);

describe('failure converter', () => {
  test('message and stack trace move into a payload, the type stays', () => {
    const failure = toFailure(ApplicationFailure.nonRetryable('private', 'SomeType'));
    expect(failure).toMatchObject({ message: 'Encoded failure', stackTrace: '' });
    expect(failure.applicationFailureInfo?.type).toBe('SomeType');
    expect(defaultPayloadConverter.fromPayload(failure.encodedAttributes ?? {})).toMatchObject({
      message: 'private',
      stack_trace: expect.stringContaining('failure-converter.test') as unknown,
    });
  });

  test('an error that was received can be sent on more than once', () => {
    const received = failureConverter.failureToError(
      toFailure(ApplicationFailure.nonRetryable('private')),
      defaultPayloadConverter,
    );
    for (const failure of [toFailure(received), toFailure(received)]) {
      expect(failureConverter.failureToError(failure, defaultPayloadConverter).message).toBe('private');
    }
  });
});
