import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/**
 * The failure type (`FAILURE` in the contract) of a failed activity; undefined for anything else, time-outs included.
 * A local activity's failure comes as it is, that of one on a queue within another (SDK 1.24).
 */
export function failureTypeOf(error: unknown): string | undefined {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure ? (failure.type ?? undefined) : undefined;
}

/** What a failed activity says beside its type and message; undefined where it says nothing. */
export function failureDetail<Detail>(error: unknown): Detail | undefined {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure ? (failure.details?.[0] as Detail | undefined) : undefined;
}
