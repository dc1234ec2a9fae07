import type { AccountAttempt } from '../account-client.js';
import type { RequestError } from 'got';
import type { AnswerTooLargeError, HttpAnswer } from '../../http/exchange.js';
import { PlatformError, type PlatformErrorKind } from '../../ports/platform.js';
import { proxyErrorIn } from '../../http/outgoing.js';
import { retryAfterMs } from '../../http/waiting.js';
import { z } from 'zod';
import { distinct, fieldKey, isCode, type Refusal } from '../../domain/refusal.js';

/** What was tried; the path names the ticket. */
export type Attempt = AccountAttempt<'GET' | 'POST' | 'PUT'>;

/**
 * A request that was sent may be applied after we gave it up. Whoever repeats it looks first, and so long after that
 * what was applied can be seen. A choice of ours: the vendor says nothing of it.
 */
const LOST_WRITE_SETTLES_MS = 2_000;

/** Codes of 403 that speak of the account or the key, not of the ticket. */
const ABOUT_THE_ACCOUNT = ['account_suspended', 'invalid_credentials', 'ssl_required', 'password_expired'];

/**
 * Sorts every answer but a success (2xx that could be read) by what can be done about it. No error is `uncertain`:
 * each write begins with a look for what an earlier one left, so it may be repeated as a read may.
 * The message holds status, content type and the vendor's error codes, never its free text: that may quote the ticket.
 */
export function errorFromAnswer(attempt: Attempt, answer: HttpAnswer): PlatformError {
  const { status, headers } = answer;
  const refusal = vendorRefusal(answer.text);
  const { codes } = refusal;
  const came = [`${status}`, contentTypeOf(answer), ...codes].filter((part) => part !== '').join(', ');
  const kind = kindOfAnswer(attempt, answer, codes);
  const settles = isWrite(attempt) && (status >= 500 || status === 408) ? LOST_WRITE_SETTLES_MS : undefined;
  return new PlatformError(`${attempt.method} ${attempt.path}: expected success, got ${came}`, {
    kind,
    status,
    retryAfterMs: retryAfterMs(headers) ?? settles,
    ...(kind === 'invalid' ? { refusal: { status, ...refusal } } : {}),
  });
}

/** A success whose body is not what the vendor documents. A write may have been applied all the same. */
export function errorFromUnreadable(attempt: Attempt, answer: HttpAnswer, why: string): PlatformError {
  const came = `${answer.status}, ${contentTypeOf(answer) || 'no content type'}, ${why}`;
  return new PlatformError(`${attempt.method} ${attempt.path}: expected a JSON answer, got ${came}`, {
    kind: isWrite(attempt) ? 'unavailable' : 'protocol',
    status: answer.status,
    retryAfterMs: isWrite(attempt) ? LOST_WRITE_SETTLES_MS : undefined,
  });
}

/** An answer too large to be read. A write was taken by whoever answers it, and begins with a look when repeated. */
export function errorFromTooLarge(attempt: Attempt, { message }: AnswerTooLargeError): PlatformError {
  return new PlatformError(`${attempt.method} ${attempt.path}: ${message}`, {
    kind: 'tooLarge',
    retryAfterMs: isWrite(attempt) ? LOST_WRITE_SETTLES_MS : undefined,
  });
}

/**
 * A request that got no whole answer.
 * The cause is a copy without the client's own error, whose `options` hold the credentials.
 */
export function errorFromTransport(
  attempt: Attempt,
  error: Pick<RequestError, 'code' | 'message'>,
): PlatformError {
  const came = proxyErrorIn(error)?.message ?? error.code;
  return new PlatformError(`${attempt.method} ${attempt.path}: expected an answer, got ${came}`, {
    kind: 'unavailable',
    retryAfterMs: isWrite(attempt) ? LOST_WRITE_SETTLES_MS : undefined,
    cause: Object.assign(new Error(error.message), { code: error.code }),
  });
}

/** An ID that cannot be a ticket's: nothing is sent. The vendor's ticket IDs are positive integers. */
export function errorFromTicketId(ticketId: string): PlatformError {
  return new PlatformError(
    `ticket ${JSON.stringify(ticketId.slice(0, 40))}: expected a positive integer as ID`,
    { kind: 'notFound' },
  );
}

const isWrite = ({ method }: Attempt): boolean => method !== 'GET';

function kindOfAnswer(attempt: Attempt, answer: HttpAnswer, codes: readonly string[]): PlatformErrorKind {
  const { status } = answer;
  if (status === 429) return 'rateLimited';
  if (status === 401 || status === 402) return 'unauthorized';
  // 409: "the resource is in an inconsistent or conflicting state". It is no answer to a condition of ours.
  if (status >= 500 || status === 408 || status === 409) return 'unavailable';
  if (status < 400) return 'protocol';
  // The API answers in JSON, or with an empty body. A page is no verdict about this ticket: taking a firewall's 403
  // or a wrong address' 404 at its word would drop every ticket.
  if (isHtml(answer)) return isWrite(attempt) ? 'unavailable' : 'protocol';
  if (status === 403)
    return codes.some((code) => ABOUT_THE_ACCOUNT.includes(code)) ? 'unauthorized' : 'forbidden';
  return status === 404 || status === 410 ? 'notFound' : 'invalid';
}

function contentTypeOf({ headers }: HttpAnswer): string {
  return headers['content-type']?.split(';')[0]?.trim().slice(0, 60) ?? '';
}

/** A 404 has an empty body whatever its content type says. */
function isHtml(answer: HttpAnswer): boolean {
  const body = answer.text.trimStart();
  return body !== '' && (contentTypeOf(answer).includes('html') || body.startsWith('<'));
}

const text = z.string().nullish().catch(null);
const errorBody = z.object({
  code: text,
  errors: z
    .array(z.object({ field: text, code: text }).catch({}))
    .nullish()
    .catch(null),
});

/** The codes in a vendor's error answer: its own, then each refused field as `field:code`. */
export const vendorErrorCodes = (body: string): string[] => vendorRefusal(body).codes;

/**
 * The codes and the refused fields in a vendor's error answer. Messages and descriptions are left out, they can quote
 * the ticket. Empty for bodies that are no JSON or say nothing.
 * @see https://developers.freshdesk.com/api/#error
 */
export function vendorRefusal(body: string): Omit<Refusal, 'status'> {
  const parsed = errorBody.safeParse(jsonOrNull(body));
  if (!parsed.success) return { codes: [], fields: [], mayBePriority: true };
  const { code, errors } = parsed.data;
  const faults = (errors ?? []).map((fault) => ({
    key: fieldKey(lastName(fault.field)),
    code: isCode(fault.code) ? fault.code : null,
  }));
  const codes = faults.map((fault) => [fault.key, fault.code].filter((part) => part !== null).join(':'));
  return {
    codes: distinct([...(isCode(code) ? [code] : []), ...codes.filter((one) => one !== '')]),
    fields: distinct(faults.flatMap(({ key }) => key ?? [])),
    mayBePriority: faults.every(({ key }) => key === null) || faults.some(({ key }) => key === 'priority'),
  };
}

/** A custom field may come as `custom_fields.cf_region`. */
const lastName = (field: string | null | undefined): string | null | undefined =>
  field?.replace(/^custom_fields?\./, '');

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
