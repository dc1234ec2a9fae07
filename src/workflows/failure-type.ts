import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { FAILURE } from '../contract/failures.js';
import type { WhyRejected } from '../contract/ticket.js';
import { refusalFrom, UNEXPLAINED, type Refusal } from '../domain/refusal.js';

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

/** What the help desk said of a request about one ticket that it takes for wrong; null for any other failure. */
export function refusalOf(error: unknown): Refusal | null {
  if (failureTypeOf(error) !== FAILURE.ticketRejected) return null;
  return refusalFrom(failureDetail(error) ?? null) ?? UNEXPLAINED;
}

/** The same, as a run's result says it. */
export const whyRejected = ({ status, codes, fields }: Refusal): WhyRejected => ({
  failureType: FAILURE.ticketRejected,
  status,
  codes,
  fields,
});
