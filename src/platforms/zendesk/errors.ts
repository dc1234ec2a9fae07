import type { AccountAttempt } from '../account-client.js';
import type { RequestError } from 'got';
import type { AnswerTooLargeError, HttpAnswer } from '../../http/exchange.js';
import { PlatformError, type PlatformErrorKind } from '../../ports/platform.js';
import { proxyErrorIn } from '../../http/outgoing.js';
import { retryAfterMs } from '../../http/waiting.js';
import { rateLimitWaitMs } from './limits.js';
import { z } from 'zod';
import { distinct, fieldKey, isCode, type Refusal } from '../../domain/refusal.js';

/** What was tried; the path names the ticket. */
export type Attempt = AccountAttempt<'GET' | 'PUT'>;

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

const text = z.string().nullish().catch(null);

/** One fault of a field. @see https://developer.zendesk.com/api-reference/introduction/requests/ */
const fault = z.object({
  error: text,
  description: text,
  ticket_field_id: z.union([z.number().int(), z.string()]).nullish().catch(null),
  ticket_field_type: text,
});
const faultList = z.union([z.array(fault.catch({})), z.array(z.unknown()).transform(() => [])]).catch([]);
const byField = z.record(z.string(), faultList).nullish().catch(null);

/** What newer endpoints list, after JSON:API; some list sentences, or faults by field. */
const listedError = z.object({
  code: text,
  title: text,
  field: text,
  source: z.object({ pointer: text }).nullish().catch(null),
});

const errorBody = z.object({
  error: z
    .union([z.string(), z.object({ title: text, code: text, message: text })])
    .nullish()
    .catch(null),
  details: byField,
  errors: z
    .union([z.array(listedError.catch({})), byField])
    .nullish()
    .catch(null),
});
type Body = z.output<typeof errorBody>;

/** Titles with spaces that the vendor gives everywhere, and what they are called as codes. */
const TITLES: Readonly<Record<string, string>> = {
  'invalid attribute': 'InvalidAttribute',
  'record invalid': 'RecordInvalid',
  'unprocessable entity': 'UnprocessableEntity',
};
/** What a write of ours holds. */
const OUR_FIELDS: ReadonlySet<string> = new Set([
  ...['priority', 'tags', 'comment', 'metadata', 'safe_update', 'updated_stamp', 'status', 'ticket'],
]);

/** The codes in a vendor's error answer: its name, then each refused field as `field` or `field:code`. */
export const vendorErrorCodes = (body: string): string[] => vendorRefusal(body).codes;

/**
 * The codes and the refused fields in a vendor's error answer. Descriptions are left out, they can quote the ticket;
 * only that one speaks of the priority is taken from it. Empty for bodies that are no JSON or say nothing.
 */
export function vendorRefusal(body: string): Omit<Refusal, 'status'> {
  const parsed = errorBody.safeParse(jsonOrNull(body));
  const { error, details, errors } = parsed.success ? parsed.data : {};
  const faults = [
    ...ofError(error),
    ...ofFields(details),
    ...(Array.isArray(errors) ? errors.map(ofListed) : ofFields(errors)),
  ];
  const isPriority = faults.some(({ field }) => field === 'priority');
  return {
    codes: distinct(faults.flatMap(({ codes }) => codes)),
    fields: distinct(faults.flatMap(({ field }) => field ?? [])),
    mayBePriority: isPriority || !faults.some(({ isOther }) => isOther),
  };
}

/** What one entry of an error says. */
interface Fault {
  codes: string[];
  field: string | null;
  /** It is certainly about another field than the priority. */
  isOther: boolean;
}

function ofError(error: Body['error']): Fault[] {
  if (error === undefined || error === null) return [];
  if (typeof error === 'string') return [{ codes: asCodes(error), field: null, isOther: false }];
  const named = /\b(?:for the|parameter:) (\w{1,40})\b/i.exec(error.message ?? '')?.[1];
  const field = named !== undefined && OUR_FIELDS.has(named) ? named : null;
  return [{ codes: [...asCodes(error.code), ...asCodes(error.title)], field, isOther: field !== null }];
}

function ofFields(details: Body['details']): Fault[] {
  return Object.entries(details ?? {}).flatMap(([name, faults]) => {
    const key = fieldKey(name);
    if (key === null) return [];
    const isBase = key === 'base';
    const found = faults.map((one): Fault => {
      const field = fieldOf(one) ?? (isBase ? null : key);
      const isOther = !isBase || typeof one.ticket_field_type === 'string';
      return { codes: isCode(one.error) ? [`${key}:${one.error}`] : [], field, isOther };
    });
    const codes = found.some((one) => one.codes.length > 0) ? [] : [key];
    return [{ codes, field: isBase ? null : key, isOther: !isBase }, ...found];
  });
}

/** The vendor puts what it says of the priority under `base` too, with the field's type, or in words alone. */
const fieldOf = ({ ticket_field_id: id, ticket_field_type: type, description }: z.output<typeof fault>) =>
  type === 'FieldPriority' || /^\s*priority\b/i.test(description ?? '') ? 'priority' : fieldKey(id);

function ofListed({ code, title, field, source }: z.output<typeof listedError>): Fault {
  const key = fieldKey(field) ?? fieldKey(/([^/]*)$/.exec(source?.pointer ?? '')?.[1]);
  const codes = [...asCodes(code), ...asCodes(title)];
  return {
    codes: key === null ? codes : codes.map((one) => `${key}:${one}`),
    field: key,
    isOther: key !== null && key !== 'base' && key !== 'ticket',
  };
}

function asCodes(value: string | null | undefined): string[] {
  const known = TITLES[value?.trim().toLowerCase() ?? ''];
  if (known !== undefined) return [known];
  return isCode(value) ? [value] : [];
}

function jsonOrNull(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
