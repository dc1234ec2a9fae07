import { ApplicationFailure } from '@temporalio/common';
import { isFree, NO_USAGE, type Usage } from '../domain/verdict.js';

/**
 * Failure types, as they appear in Temporal's history. Cause, retryability and operator action: docs/errors.md.
 */
export const FAILURE = {
  platformRateLimited: 'PlatformRateLimited',
  platformUnavailable: 'PlatformUnavailable',
  platformUnauthorized: 'PlatformUnauthorized',
  platformProtocol: 'PlatformProtocol',
  answerTooLarge: 'AnswerTooLarge',
  listingRefused: 'ListingRefused',
  ticketNotFound: 'TicketNotFound',
  ticketForbidden: 'TicketForbidden',
  ticketRejected: 'TicketRejected',
  ticketTooCostly: 'TicketTooCostly',
  writeUncertain: 'WriteUncertain',
  modelRateLimited: 'ModelRateLimited',
  modelTimeout: 'ModelTimeout',
  modelUnavailable: 'ModelUnavailable',
  modelUnauthorized: 'ModelUnauthorized',
  modelRequestRefused: 'ModelRequestRefused',
  modelUnusable: 'ModelUnusable',
  modelCircuitOpen: 'ModelCircuitOpen',
  budgetExhausted: 'BudgetExhausted',
  detectorUnavailable: 'DetectorUnavailable',
  platformCircuitOpen: 'PlatformCircuitOpen',
  payloadTooLarge: 'PayloadTooLarge',
  tenantUnknown: 'TenantUnknown',
  temporalRefused: 'TemporalRefused',
  auditUnwritable: 'AuditUnwritable',
  alertRefused: 'AlertRefused',
  alertPartlyRefused: 'AlertPartlyRefused',
  alertUnavailable: 'AlertUnavailable',
  alertUncertain: 'AlertUncertain',
} as const;

export type FailureType = (typeof FAILURE)[keyof typeof FAILURE];

/**
 * Why the rules decided although nothing is wrong with the ticket: the model was not there, or might not be paid. It gets
 * the model's verdict once there is both again.
 */
export const UPGRADED_LATER: readonly string[] = [
  FAILURE.modelRateLimited,
  FAILURE.modelTimeout,
  FAILURE.modelUnavailable,
  FAILURE.modelUnauthorized,
  FAILURE.modelCircuitOpen,
  FAILURE.budgetExhausted,
];

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

/**
 * What an error says at its root: the failure of a step rather than that of the workflow around it. An error that
 * stands for several and says nothing itself is told by those.
 */
export function rootMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return [...new Set(error.errors.map(rootMessage))].join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
