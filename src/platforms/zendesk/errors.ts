import type { IncomingHttpHeaders } from 'node:http';
import type { RequestError } from 'got';
import { PlatformError, type PlatformErrorKind } from '../../ports/platform.js';
import { retryAfterMs } from '../../http/waiting.js';
import { rateLimitWaitMs } from './limits.js';
import { z } from 'zod';

/** What was tried; the path names the ticket. */
export interface Attempt {
  method: 'GET' | 'PUT';
  path: string;
}

/** An HTTP answer as it came. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Certificate and handshake failures: the connection stood, but no request went over it. */
const REFUSED_TLS = /^(ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/**
 * Sorts every answer but a success (2xx that could be read) by what can be done about it.
 * The message holds status, content type and the vendor's error codes, never its free text: that may quote the ticket.
 */
export function errorFromAnswer(attempt: Attempt, answer: Answer): PlatformError {
  const { status, headers } = answer;
  const codes = vendorErrorCodes(answer.text);
  const came = [`${status}`, contentTypeOf(answer), ...codes].filter((part) => part !== '').join(', ');
  const waitMs = status === 429 ? rateLimitWaitMs(headers) : retryAfterMs(headers);
  return new PlatformError(`${attempt.method} ${attempt.path}: expected 200, got ${came}`, {
    kind: kindOfAnswer(attempt, answer, codes),
    status,
    retryAfterMs: waitMs,
  });
}

/** A success whose body is not what the vendor documents. A write may have been applied all the same. */
export function errorFromUnreadable(attempt: Attempt, answer: Answer, why: string): PlatformError {
  const came = `${answer.status}, ${contentTypeOf(answer) || 'no content type'}, ${why}`;
  return new PlatformError(`${attempt.method} ${attempt.path}: expected a JSON answer, got ${came}`, {
    kind: attempt.method === 'PUT' ? 'uncertain' : 'protocol',
    status: answer.status,
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
  const sent = error.timings?.connect !== undefined && !REFUSED_TLS.test(error.code);
  return new PlatformError(`${attempt.method} ${attempt.path}: expected an answer, got ${error.code}`, {
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

function kindOfAnswer(attempt: Attempt, answer: Answer, codes: readonly string[]): PlatformErrorKind {
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

function contentTypeOf({ headers }: Answer): string {
  return headers['content-type']?.split(';')[0]?.trim().slice(0, 60) ?? '';
}

function isHtml(answer: Answer): boolean {
  return contentTypeOf(answer).includes('html') || answer.text.trimStart().startsWith('<');
}

/** A code or field name; anything longer or with spaces may be prose. */
const CODE = /^[\w.-]{1,60}$/;

const detail = z.object({ error: z.string().nullish().catch(null) });
const errorBody = z.object({
  error: z
    .union([z.string(), z.object({ title: z.string() }).transform(({ title }) => title)])
    .nullish()
    .catch(null),
  details: z.record(z.string(), z.array(detail).catch([])).nullish().catch(null),
});

/**
 * The codes in a vendor's error answer: its name, then each refused field as `field` or `field:code`. Descriptions
 * are left out, they can quote the ticket. Empty for bodies that are no JSON or say nothing.
 */
export function vendorErrorCodes(text: string): string[] {
  const parsed = errorBody.safeParse(jsonOrNull(text));
  if (!parsed.success) return [];
  const { error, details } = parsed.data;
  const fields = Object.entries(details ?? {}).flatMap(([field, faults]) => {
    const codes = faults.flatMap(({ error: code }) => (isCode(code) ? [`${field}:${code}`] : []));
    return isCode(field) ? (codes.length > 0 ? codes : [field]) : [];
  });
  return [...(isCode(error) ? [error] : []), ...fields].slice(0, 10);
}

function isCode(value: string | null | undefined): value is string {
  return typeof value === 'string' && CODE.test(value);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
