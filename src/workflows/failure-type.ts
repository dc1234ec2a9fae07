import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** The failure type (`FAILURE` in the contract) of a failed activity; undefined for anything else, time-outs included. */
export function failureTypeOf(error: unknown): string | undefined {
  if (!(error instanceof ActivityFailure)) return undefined;
  return error.cause instanceof ApplicationFailure ? (error.cause.type ?? undefined) : undefined;
}
