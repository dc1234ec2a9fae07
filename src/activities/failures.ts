/**
 * The one place where an adapter's error becomes a failure in Temporal's history: its type, whether and when it is
 * retried. The table for operators is docs/errors.md.
 */
import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import type { AlertFailureDetail } from '../contract/alerts.js';
import { FAILURE, type FailureType } from '../contract/failures.js';
import { UNEXPLAINED, type Refusal } from '../domain/refusal.js';
import { ModelError, type ModelErrorKind, PiiDetectorError } from '../ports/model.js';
import { NotifierError, type NotifierErrorKind } from '../ports/notifier.js';
import { PlatformError } from '../ports/platform.js';
import { TooCostlyError } from '../redaction/threads.js';

/** Wrong credentials are looked at again this often: open tickets finish once they are mended (DESIGN section 4). */
const UNAUTHORIZED_RETRY_MS = 5 * 60_000;
/** Network errors and unusable answers of the model are asked again after this (DESIGN section 3). */
const MODEL_RETRY_MS = 1_000;
/** A model that asks for more patience than this is treated as down: the rules decide. */
const MODEL_LONGEST_WAIT_MS = 60_000;

interface Fate {
  type: FailureType;
  retryable: boolean;
  /** Undefined: the retry policy's own back-off. */
  nextRetryDelayMs?: number | undefined;
  /** An expected end of a ticket, not a fault of the system. */
  benign?: boolean;
  /** For the workflow, beside type and message. */
  detail?: AlertFailureDetail | Refusal | undefined;
}

const failure = (
  error: Error,
  { type, retryable, nextRetryDelayMs, benign, detail }: Fate,
): ApplicationFailure =>
  ApplicationFailure.create({
    type,
    message: error.message,
    nonRetryable: !retryable,
    ...(nextRetryDelayMs === undefined ? {} : { nextRetryDelay: nextRetryDelayMs }),
    ...(detail === undefined ? {} : { details: [detail] }),
    ...(benign === true ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });

/** A wait of nothing at all, which some servers ask for, would be no wait: the shortest is a second. */
const SHORTEST_WAIT_MS = 1_000;
/** A date far off, from a clock that is wrong, must not park a ticket for ever: asking once an hour hurts nobody. */
const LONGEST_WAIT_MS = 60 * 60_000;
const patience = (askedMs: number | undefined): number | undefined =>
  askedMs === undefined ? undefined : Math.min(Math.max(askedMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);

/** A passing fault of a server or proxy may look so; what is really so large stays so. */
const TOO_LARGE_ATTEMPTS = 4;
const tooLarge = (attempt: number): Fate => ({
  type: FAILURE.answerTooLarge,
  retryable: attempt < TOO_LARGE_ATTEMPTS,
});

/** What a platform error means for a request about one ticket. */
function fateOfTicketRequest(error: PlatformError, attempt: number): Fate {
  const nextRetryDelayMs = patience(error.retryAfterMs);
  switch (error.kind) {
    case 'rateLimited':
      return { type: FAILURE.platformRateLimited, retryable: true, nextRetryDelayMs };
    case 'unavailable':
    case 'conflict':
      return { type: FAILURE.platformUnavailable, retryable: true, nextRetryDelayMs };
    case 'protocol':
      return { type: FAILURE.platformProtocol, retryable: true, nextRetryDelayMs };
    case 'tooLarge':
      return { ...tooLarge(attempt), nextRetryDelayMs };
    case 'unauthorized':
      return { type: FAILURE.platformUnauthorized, retryable: true, nextRetryDelayMs: UNAUTHORIZED_RETRY_MS };
    case 'uncertain':
      return { type: FAILURE.writeUncertain, retryable: false };
    case 'forbidden':
      return { type: FAILURE.ticketForbidden, retryable: false, benign: true };
    case 'notFound':
      return { type: FAILURE.ticketNotFound, retryable: false, benign: true };
    case 'invalid':
      return { type: FAILURE.ticketRejected, retryable: false, detail: refusalOf(error) };
  }
}

const refusalOf = ({ refusal, status }: PlatformError): Refusal =>
  refusal ?? { ...UNEXPLAINED, status: status ?? null };

/**
 * Translates an error of a request about one ticket. Unknown errors and cancellation pass unchanged.
 * @param attempt from 1: what cannot be read for its size is tried a few times only.
 */
export function ticketFailure(error: unknown, attempt = 1): unknown {
  if (error instanceof TooCostlyError)
    return failure(error, { type: FAILURE.ticketTooCostly, retryable: false, benign: true });
  if (error instanceof PiiDetectorError)
    return failure(
      error,
      error.kind === 'tooLarge' ? tooLarge(attempt) : { type: FAILURE.detectorUnavailable, retryable: true },
    );
  return error instanceof PlatformError ? failure(error, fateOfTicketRequest(error, attempt)) : error;
}

/** Translates an error of the listing: what a ticket request waits for or skips, ends the scan with a clear failure. */
export function listingFailure(error: unknown, attempt = 1): unknown {
  if (!(error instanceof PlatformError)) return error;
  const refused = ['unauthorized', 'forbidden', 'notFound', 'invalid'].includes(error.kind);
  return failure(
    error,
    refused ? { type: FAILURE.listingRefused, retryable: false } : fateOfTicketRequest(error, attempt),
  );
}

const MODEL_FAILURE: Record<ModelErrorKind, { type: FailureType; retryable: boolean }> = {
  rateLimited: { type: FAILURE.modelRateLimited, retryable: true },
  timeout: { type: FAILURE.modelTimeout, retryable: true },
  unavailable: { type: FAILURE.modelUnavailable, retryable: true },
  unauthorized: { type: FAILURE.modelUnauthorized, retryable: false },
  invalidRequest: { type: FAILURE.modelRequestRefused, retryable: false },
  refusal: { type: FAILURE.modelUnusable, retryable: true },
  truncated: { type: FAILURE.modelUnusable, retryable: true },
  empty: { type: FAILURE.modelUnusable, retryable: true },
  unusable: { type: FAILURE.modelUnusable, retryable: true },
};

/** Translates an error of a model call. After the last attempt the workflow lets the rules decide. */
export function modelFailure(error: unknown): unknown {
  if (!(error instanceof ModelError)) return error;
  const { type, retryable } = MODEL_FAILURE[error.kind];
  const tooLong = (error.retryAfterMs ?? 0) > MODEL_LONGEST_WAIT_MS;
  const nextRetryDelayMs =
    patience(error.retryAfterMs) ?? (error.kind === 'rateLimited' ? undefined : MODEL_RETRY_MS);
  return failure(error, { type, retryable: retryable && !tooLong, nextRetryDelayMs });
}

const NOTIFIER_FAILURE: Record<NotifierErrorKind, { type: FailureType; retryable: boolean }> = {
  refused: { type: FAILURE.alertRefused, retryable: false },
  partly: { type: FAILURE.alertPartlyRefused, retryable: false },
  unavailable: { type: FAILURE.alertUnavailable, retryable: true },
  uncertain: { type: FAILURE.alertUncertain, retryable: false },
};

/** Translates an error of a way to reach people. One that may have told them is asked again only if it deduplicates. */
export function notifierFailure(error: unknown, { deduplicates }: { deduplicates: boolean }): unknown {
  if (!(error instanceof NotifierError)) return error;
  const { type, retryable } = NOTIFIER_FAILURE[error.kind];
  const again = retryable || (deduplicates && error.kind === 'uncertain');
  const nextRetryDelayMs = patience(error.retryAfterMs);
  return failure(error, { type, retryable: again, nextRetryDelayMs, detail: detailOf(error) });
}

/** Of a mail that may have been sent nobody else can be asked, so it is sent again: twice is better than never. */
export function summaryFailure(error: unknown): unknown {
  if (!(error instanceof NotifierError)) return error;
  const isPartly = error.kind === 'partly';
  const type = isPartly ? FAILURE.alertPartlyRefused : FAILURE.alertUnavailable;
  return failure(error, { type, retryable: !isPartly, detail: detailOf(error) });
}

/** What a workflow goes by that carries it over to a later attempt. */
function detailOf({ refused, retryAfterMs }: NotifierError): AlertFailureDetail | undefined {
  const patienceMs = patience(retryAfterMs);
  if (refused.length === 0 && patienceMs === undefined) return undefined;
  return {
    ...(refused.length > 0 && { refused: [...refused] }),
    ...(patienceMs !== undefined && { patienceMs }),
  };
}

/** gRPC status codes of the Temporal server by which it says that the same question will never be taken. */
const NEVER_TAKEN: ReadonlyMap<number, string> = new Map([
  [3, 'INVALID_ARGUMENT'],
  [7, 'PERMISSION_DENIED'],
  [11, 'OUT_OF_RANGE'],
  [12, 'UNIMPLEMENTED'],
]);

/** Translates an error of a question to Temporal itself: what it will never take is not asked again. */
export function temporalFailure(error: unknown): unknown {
  const cause = error instanceof ServiceError ? error.cause : error;
  const refusal = isGrpcServiceError(cause) ? NEVER_TAKEN.get(cause.code) : undefined;
  if (refusal === undefined) return error;
  return failure(new Error(`Temporal refused a question: ${refusal}`), {
    ...{ type: FAILURE.temporalRefused, retryable: false },
  });
}

/** Runs one outside call and translates what it throws. A cancelled activity ends as cancelled, not as a time-out. */
export async function translating<T>(
  translate: (error: unknown) => unknown,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (signal.aborted) throw new CancelledFailure('activity cancelled');
    throw translate(error);
  }
}
