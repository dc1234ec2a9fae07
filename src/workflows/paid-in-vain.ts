import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import type { PaidAttempts } from '../contract/failures.js';
import { NO_USAGE, type Usage } from '../domain/verdict.js';

/**
 * What a model call has paid for although it gave no verdict: said by its last failure, or by the heartbeats of an
 * attempt that was lost.
 */
export function paidInVain(error: unknown): Usage {
  if (!(error instanceof ActivityFailure)) return NO_USAGE;
  const { cause } = error;
  if (cause instanceof ApplicationFailure) return paidIn(cause.details?.[0]);
  return cause instanceof TimeoutFailure ? paidIn(cause.lastHeartbeatDetails) : NO_USAGE;
}

const paidIn = (details: unknown): Usage => (details as PaidAttempts | null | undefined)?.paid ?? NO_USAGE;
