import { APIConnectionTimeoutError, APIError } from 'openai';
import type { Usage } from '../domain/verdict.js';
import { ModelError, type ModelErrorKind } from '../ports/model.js';
import { proxyErrorIn } from '../http/outgoing.js';
import type { ChatCompletion } from './wire.js';

/** What an error message may name: the model's host and nothing of the conversation. */
interface CallContext {
  host: string;
  timeoutMs: number;
}

/**
 * The one place where a failed call becomes a `ModelError`. The server's own words are dropped, as is the
 * original error: both may repeat the prompt. A server's error code is kept when it looks like one.
 */
export function toModelError(error: unknown, { host, timeoutMs }: CallContext): ModelError {
  const forwarded = error instanceof ModelError ? error : causeOf(error);
  if (forwarded instanceof ModelError) return forwarded;
  if (error instanceof APIConnectionTimeoutError || isTimeout(forwarded)) {
    return new ModelError(`model at ${host} did not answer within ${timeoutMs} ms`, { kind: 'timeout' });
  }
  const answered = answeredError(error);
  if (answered !== null) return fromStatus(answered, host);
  if (error instanceof SyntaxError) {
    return new ModelError(`model at ${host} answered with broken JSON`, { kind: 'unavailable' });
  }
  const why = proxyErrorIn(error)?.message ?? safeCode(forwarded) ?? safeCode(error);
  return new ModelError(`model at ${host} could not be reached${why === null ? '' : ` (${why})`}`, {
    kind: 'unavailable',
  });
}

/** An error that is the server's answer, and not the lack of one; null otherwise. */
export function answeredError(error: unknown): (APIError & { status: number }) | null {
  return error instanceof APIError && typeof error.status === 'number'
    ? (error as APIError & { status: number })
    : null;
}

/** A failure that came as a 200 answer: refused, cut off, or without a text. Null when there is a text to use. */
export function answerFault(completion: ChatCompletion, usage: Usage, host: string): ModelError | null {
  const fault = (kind: ModelErrorKind, what: string) =>
    new ModelError(`model at ${host} ${what}`, { kind, usage });
  const choice = completion.choices?.[0];
  if (choice === undefined) {
    const status = Number(completion.error?.code);
    if (status >= 400 && status < 600)
      return new ModelError(`model at ${host} answered an error ${status}`, {
        kind: kindOf(status),
        status,
        usage,
      });
    return completion.error
      ? fault('unavailable', 'answered an error')
      : fault('empty', 'answered without a choice');
  }
  if (choice.message?.refusal) return fault('refusal', 'declined to answer');
  if (choice.finish_reason === 'content_filter') return fault('refusal', 'had its answer filtered');
  if (choice.finish_reason === 'length') return fault('truncated', 'was cut off by the output limit');
  return (choice.message?.content ?? '').trim() === '' ? fault('empty', 'answered without a text') : null;
}

/** An answer that is no chat completion at all: a maintenance page, a stream, something else. */
export function notACompletion(body: unknown, host: string): ModelError {
  if (typeof body === 'string' && /^\s*(?:data|event|id|retry|):/.test(body)) {
    return new ModelError(`model at ${host} answered with an event stream that was not asked for`, {
      kind: 'invalidRequest',
    });
  }
  const what = typeof body === 'string' && /^\s*</.test(body) ? 'a web page' : 'something else';
  return new ModelError(`model at ${host} answered with ${what} instead of a completion`, {
    kind: 'unavailable',
  });
}

function fromStatus(error: APIError & { status: number }, host: string): ModelError {
  const { status } = error;
  const code = safeCode(error);
  return new ModelError(`model at ${host} answered ${status}${code === null ? '' : ` (${code})`}`, {
    kind: code === 'content_filter' ? 'refusal' : kindOf(status),
    status,
    retryAfterMs: retryAfterMs(error.headers, Date.now()),
  });
}

function kindOf(status: number): ModelErrorKind {
  if (status === 429) return 'rateLimited';
  if (status === 408) return 'timeout';
  if (status === 401 || status === 403) return 'unauthorized';
  return status >= 500 ? 'unavailable' : 'invalidRequest';
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

/** A code such as `ECONNREFUSED` or `context_length_exceeded`; never free text. */
function safeCode(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Za-z][A-Za-z_]{2,40}$/.test(code) ? code : null;
}

/**
 * Milliseconds the server asks to wait; undefined when it does not say or says it unreadably.
 * `retry-after-ms` is OpenAI's own and wins; `retry-after` is seconds or an HTTP date. @see RFC 9110 §10.2.3
 */
export function retryAfterMs(headers: Headers | undefined, nowMs: number): number | undefined {
  const milliseconds = headers?.get('retry-after-ms')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(milliseconds)) return Math.ceil(Number(milliseconds));
  const value = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1_000);
  const date = /[a-z]{3}/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
