import type { RequestError } from 'got';
import type { AnswerTooLargeError, HttpAnswer } from '../../http/exchange.js';
import { PlatformError, type PlatformErrorKind } from '../../ports/ticket-platform.js';
import { proxyErrorIn } from '../outgoing-agents.js';
import { retryAfterMs } from '../retry-after-header.js';
import { rateLimitWaitMs } from './rate-limit.js';
import { vendorRefusal } from './vendor-error-codes.js';

/** What was tried; the path names the ticket. */
export interface Attempt {
  method: 'GET' | 'PUT';
  path: string;
}

/** Certificate and handshake failures: the connection stood, but no request went over it. */
const REFUSED_TLS = /^(ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/**
 * Sorts every answer but a success (2xx that could be read) by what can be done about it.
 * The message holds status, content type and the vendor's error codes, never its free text: that may quote the ticket.
 */
export function errorFromAnswer(attempt: Attempt, answer: HttpAnswer): PlatformError {
  const { status, headers } = answer;
  const refusal = vendorRefusal(answer.text);
  const { codes } = refusal;
  const came = [`${status}`, contentTypeOf(answer), ...codes].filter((part) => part !== '').join(', ');
  const waitMs = status === 429 ? rateLimitWaitMs(headers) : retryAfterMs(headers);
  const kind = kindOfAnswer(attempt, answer, codes);
  return new PlatformError(`${attempt.method} ${attempt.path}: expected 200, got ${came}`, {
    kind,
    status,
    retryAfterMs: waitMs,
    ...(kind === 'invalid' ? { refusal: { status, ...refusal } } : {}),
  });
}

/** A success whose body is not what the vendor documents. A write may have been applied all the same. */
export function errorFromUnreadable(attempt: Attempt, answer: HttpAnswer, why: string): PlatformError {
  const came = `${answer.status}, ${contentTypeOf(answer) || 'no content type'}, ${why}`;
  return new PlatformError(`${attempt.method} ${attempt.path}: expected a JSON answer, got ${came}`, {
    kind: attempt.method === 'PUT' ? 'uncertain' : 'protocol',
    status: answer.status,
  });
}

/** An answer too large to be read. A write was taken by whoever answers it: look before repeating. */
export function errorFromTooLarge(attempt: Attempt, { message }: AnswerTooLargeError): PlatformError {
  return new PlatformError(`${attempt.method} ${attempt.path}: ${message}`, {
    kind: attempt.method === 'PUT' ? 'uncertain' : 'tooLarge',
  });
}

/**
 * Sorts a request that got no whole answer. A write counts as not sent only when there was no connection to send it
 * over: in doubt it is `uncertain`.
 * The cause is a copy without the client's own error, whose `options` hold the credentials.
 */
export function errorFromTransport(
  attempt: Attempt,
  error: Pick<RequestError, 'code' | 'message' | 'timings'>,
): PlatformError {
  const ofProxy = proxyErrorIn(error);
  const connected = error.timings?.connect !== undefined && ofProxy === null;
  const sent = connected && !REFUSED_TLS.test(error.code);
  const came = ofProxy?.message ?? error.code;
  return new PlatformError(`${attempt.method} ${attempt.path}: expected an answer, got ${came}`, {
    kind: attempt.method === 'PUT' && sent ? 'uncertain' : 'unavailable',
    cause: Object.assign(new Error(error.message), { code: error.code }),
  });
}

/** An ID that cannot be a ticket's: nothing is sent. The vendor's ticket IDs are positive integers. */
export function errorFromTicketId(ticketId: string): PlatformError {
  return new PlatformError(
    `ticket ${JSON.stringify(ticketId.slice(0, 40))}: expected a positive integer as ID`,
    {
      kind: 'notFound',
    },
  );
}

function kindOfAnswer(attempt: Attempt, answer: HttpAnswer, codes: readonly string[]): PlatformErrorKind {
  const { status, headers } = answer;
  const isWrite = attempt.method === 'PUT';
  if (status === 429) return 'rateLimited';
  // 402 means a suspended account: like wrong credentials it concerns every ticket and is mended by people.
  if (status === 401 || status === 402) return 'unauthorized';
  if (status === 503 && retryAfterMs(headers) !== undefined) return 'unavailable';
  if (status >= 500 || status === 408) return isWrite ? 'uncertain' : 'unavailable';
  if (status === 409) return isWrite ? 'conflict' : 'unavailable';
  if (status < 400) return 'protocol';
  // The vendor's API answers in JSON. A page, or an endpoint it does not know, is no verdict about this ticket:
  // taking a firewall's 403 or a wrong address' 404 at its word would drop every ticket.
  if (isHtml(answer) || codes.includes('InvalidEndpoint')) return isWrite ? 'unavailable' : 'protocol';
  if (status === 403) return 'forbidden';
  return status === 404 || status === 410 ? 'notFound' : 'invalid';
}

function contentTypeOf({ headers }: HttpAnswer): string {
  return headers['content-type']?.split(';')[0]?.trim().slice(0, 60) ?? '';
}

function isHtml(answer: HttpAnswer): boolean {
  return contentTypeOf(answer).includes('html') || answer.text.trimStart().startsWith('<');
}
