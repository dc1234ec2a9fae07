import type { IncomingHttpHeaders } from 'node:http';

/**
 * Milliseconds the `Retry-After` header asks to wait; 0 when its time is past, undefined when it is absent or
 * neither seconds nor an HTTP date. Dates are read against the answer's own `Date`, so our clock does not matter.
 * @see RFC 9110 §10.2.3
 */
export function retryAfterMs(headers: IncomingHttpHeaders, nowMs = Date.now()): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const atMs = Date.parse(value);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - answeredAtMs(headers, nowMs));
}

/** When the answer was given by its own `Date`, milliseconds since 1970; without a usable one, `nowMs`. */
export function answeredAtMs(headers: IncomingHttpHeaders, nowMs: number): number {
  const dateMs = Date.parse(headers.date ?? '');
  return Number.isNaN(dateMs) ? nowMs : dateMs;
}

/** No answer came in time. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * The answer, if it comes in time. What is late goes on and ends by itself; nobody looks.
 * @throws {LateError} after `limitMs` milliseconds.
 */
export async function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LateError(`no answer within ${limitMs} ms`)), limitMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
