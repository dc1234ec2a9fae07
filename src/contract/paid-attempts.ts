import { ApplicationFailure } from '@temporalio/common';
import { isFree } from '../domain/usage.js';
import { NO_USAGE, type Usage } from '../domain/verdict.js';

/**
 * What the attempts of a model call have paid for so far. It travels in heartbeats from one attempt to the next, which
 * may run elsewhere, and in the details of the last failure to the workflow.
 */
export interface PaidAttempts {
  paid: Usage;
}

/** Of the attempts before this one. `heartbeatDetails`: as the server handed them to it. */
export function paidBefore(heartbeatDetails: unknown): Usage {
  return (heartbeatDetails as PaidAttempts | undefined)?.paid ?? NO_USAGE;
}

/** The failure of an attempt with all that was paid for up to it; any other error as it is. */
export function withPaid(error: unknown, paid: Usage): unknown {
  if (!(error instanceof ApplicationFailure) || isFree(paid)) return error;
  const { message, type, nonRetryable, category } = error;
  const nextRetryDelay = error.nextRetryDelay as number | undefined | null;
  return ApplicationFailure.create({
    message,
    nonRetryable: nonRetryable ?? false,
    details: [{ paid } satisfies PaidAttempts],
    ...(type ? { type } : {}),
    ...(nextRetryDelay ? { nextRetryDelay } : {}),
    ...(category ? { category } : {}),
  });
}
