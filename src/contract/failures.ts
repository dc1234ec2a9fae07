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
