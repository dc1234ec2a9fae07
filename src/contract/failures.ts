/**
 * Failure types, as they appear in Temporal's history. Cause, retryability and operator action: docs/errors.md.
 */
export const FAILURE = {
  platformRateLimited: 'PlatformRateLimited',
  platformUnavailable: 'PlatformUnavailable',
  platformUnauthorized: 'PlatformUnauthorized',
  platformProtocol: 'PlatformProtocol',
  listingRefused: 'ListingRefused',
  ticketNotFound: 'TicketNotFound',
  ticketForbidden: 'TicketForbidden',
  ticketRejected: 'TicketRejected',
  writeUncertain: 'WriteUncertain',
  modelRateLimited: 'ModelRateLimited',
  modelTimeout: 'ModelTimeout',
  modelUnavailable: 'ModelUnavailable',
  modelUnauthorized: 'ModelUnauthorized',
  modelRequestRefused: 'ModelRequestRefused',
  modelUnusable: 'ModelUnusable',
  modelCircuitOpen: 'ModelCircuitOpen',
  platformCircuitOpen: 'PlatformCircuitOpen',
  tenantUnknown: 'TenantUnknown',
} as const;

export type FailureType = (typeof FAILURE)[keyof typeof FAILURE];

/** The model was not there: no fault of the ticket, which gets the model's verdict once it is back. */
export const MODEL_OUTAGES: readonly string[] = [
  FAILURE.modelRateLimited,
  FAILURE.modelTimeout,
  FAILURE.modelUnavailable,
  FAILURE.modelUnauthorized,
  FAILURE.modelCircuitOpen,
];
