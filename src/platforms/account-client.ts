import type { IncomingHttpHeaders } from 'node:http';
import { RequestError } from 'got';
import type { z } from 'zod';
import { AnswerTooLargeError, exchange, type HttpAnswer } from '../http/exchange.js';
import { isProtected, outgoingAgents } from '../http/outgoing.js';
import { answeredAtMs } from '../http/waiting.js';
import type { PlatformRequest } from '../ports/metrics.js';
import { PlatformError } from '../ports/platform.js';

/** A page of 100 comments of 64 KB, each of them in three spellings, is below 20 MiB. */
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/** A help desk account and how to speak with it, beside its credentials. */
export interface AccountOptions {
  /** Origin of the account, such as `https://acme.example.com`; credentials are sent nowhere else. */
  baseUrl: string;
  /** Milliseconds for one whole request, connecting included. Default: the vendor's. */
  requestTimeoutMs?: number;
  /** Hosts beside loopback that may be spoken to without TLS · none. */
  allowPlainHttpHosts?: readonly string[];
  /** How we present ourselves · `ai-ticket-processor`. */
  userAgent?: string;
  /** Called after every request, errors included, before its answer is judged; not after an aborted one. Must not throw. */
  onResponse?: (info: AccountResponseInfo) => void;
}

/** One request, for metrics: no ID, text or address. */
export type AccountResponseInfo = Omit<PlatformRequest, 'tenant'>;

/** One request. `route` is the path with `{id}` where `id` goes. */
export interface AccountRequest<Method extends HttpMethod, Schema extends z.ZodType> {
  method: Method;
  route: string;
  id?: string;
  query?: URLSearchParams | Record<string, string>;
  json?: unknown;
  schema: Schema;
  /** What is left to wait for an answer, milliseconds, where that is less than for any request. */
  patienceMs?: number;
  /** Most bytes of the answer · 32 MiB. */
  maxBytes?: number;
}

/** A parsed answer. */
export interface AccountAnswer<Value> {
  value: Value;
  /** When the vendor gave it, ISO 8601. */
  answeredAt: string;
  headers: IncomingHttpHeaders;
}

type HttpMethod = 'GET' | 'POST' | 'PUT';

/** What was tried, for messages: no ID but the ticket's, no query. */
export interface AccountAttempt<Method extends HttpMethod> {
  method: Method;
  path: string;
}

/** What differs from one vendor to the next. */
export interface Vendor<Method extends HttpMethod> {
  authorization: string;
  /** For one whole request, where the options do not say. */
  timeoutMs: number;
  rateLimit: (headers: IncomingHttpHeaders) => { limit: number; remaining: number } | undefined;
  errors: {
    fromAnswer: (attempt: AccountAttempt<Method>, answer: HttpAnswer) => PlatformError;
    fromUnreadable: (attempt: AccountAttempt<Method>, answer: HttpAnswer, why: string) => PlatformError;
    fromTooLarge: (attempt: AccountAttempt<Method>, error: AnswerTooLargeError) => PlatformError;
    fromTransport: (attempt: AccountAttempt<Method>, error: RequestError) => PlatformError;
  };
}

/**
 * Sends single requests to one account: no retries, no redirects, one deadline and one size limit a request. An aborted
 * signal closes the connection and throws the signal's reason.
 */
export class AccountClient<Method extends HttpMethod> {
  readonly #baseUrl: string;
  readonly #agent: ReturnType<typeof outgoingAgents>;
  readonly #headers: Record<string, string>;
  readonly #timeoutMs: number;
  readonly #onResponse: AccountOptions['onResponse'];
  readonly #vendor: Vendor<Method>;

  /** @throws {Error} when credentials and tickets would be sent without TLS to a host that was not allowed. */
  constructor(options: AccountOptions, vendor: Vendor<Method>) {
    const url = new URL(options.baseUrl);
    if (!isProtected(url, options.allowPlainHttpHosts ?? []))
      throw new Error(`host ${url.hostname} may not be spoken to without TLS`);
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#onResponse = options.onResponse;
    this.#timeoutMs = options.requestTimeoutMs ?? vendor.timeoutMs;
    this.#agent = outgoingAgents(url);
    this.#headers = {
      accept: 'application/json',
      authorization: vendor.authorization,
      'user-agent': options.userAgent ?? 'ai-ticket-processor',
    };
    this.#vendor = vendor;
  }

  /** @throws {PlatformError} for everything but a success that fits the schema. */
  async send<Schema extends z.ZodType>(
    request: AccountRequest<Method, Schema>,
    signal?: AbortSignal,
  ): Promise<AccountAnswer<z.output<Schema>>> {
    const attempt = { method: request.method, path: request.route.replace('{id}', request.id ?? '') };
    const sentAtMs = Date.now();
    const answer = await this.#exchange(attempt, request, signal);
    const { status, headers } = answer;
    if (status < 200 || status > 299) throw this.#vendor.errors.fromAnswer(attempt, answer);
    return {
      value: this.#parse(attempt, answer, request.schema),
      // Without a usable `Date`: our clock when the request left, which is early and so makes an update stamp look
      // younger, never safer, than it is (as far as our clock is right).
      answeredAt: new Date(answeredAtMs(headers, sentAtMs)).toISOString(),
      headers,
    };
  }

  async #exchange(
    attempt: AccountAttempt<Method>,
    {
      method,
      route,
      query,
      json,
      patienceMs = Infinity,
      maxBytes = MOST_ANSWER_BYTES,
    }: AccountRequest<Method, z.ZodType>,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    signal?.throwIfAborted();
    const url = new URL(this.#baseUrl + attempt.path);
    if (query) url.search = new URLSearchParams(query).toString();
    const startedAtMs = performance.now();
    const report = (status: number | null, headers: IncomingHttpHeaders = {}) => {
      const rateLimit = status === null ? undefined : this.#vendor.rateLimit(headers);
      const durationMs = performance.now() - startedAtMs;
      this.#onResponse?.({
        route: `${method} ${route}`,
        status,
        durationMs,
        ...(rateLimit ? { rateLimit } : {}),
      });
    };
    let answer: HttpAnswer;
    try {
      answer = await exchange(url, {
        method,
        json,
        headers: this.#headers,
        agent: this.#agent,
        timeoutMs: Math.min(this.#timeoutMs, patienceMs),
        maxBytes,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      report(null);
      if (error instanceof AnswerTooLargeError) throw this.#vendor.errors.fromTooLarge(attempt, error);
      throw error instanceof RequestError ? this.#vendor.errors.fromTransport(attempt, error) : error;
    }
    report(answer.status, answer.headers);
    return answer;
  }

  #parse<Schema extends z.ZodType>(
    attempt: AccountAttempt<Method>,
    answer: HttpAnswer,
    schema: Schema,
  ): z.output<Schema> {
    const { fromUnreadable } = this.#vendor.errors;
    let body: unknown;
    try {
      body = JSON.parse(answer.text);
    } catch {
      throw fromUnreadable(attempt, answer, 'no JSON');
    }
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const places = parsed.error.issues.slice(0, 5).map(({ path }) => path.join('.') || 'body');
    throw fromUnreadable(attempt, answer, `unexpected at ${places.join(', ')}`);
  }
}

/** True for an error of that kind from the help desk. */
export function isPlatformError(error: unknown, ...kinds: readonly PlatformError['kind'][]): boolean {
  return error instanceof PlatformError && kinds.includes(error.kind);
}
