import { RequestError } from 'got';
import type { z } from 'zod';
import { AnswerTooLargeError, exchange, type HttpAnswer } from '../../http/exchange.js';
import { PlatformError } from '../../ports/platform.js';
import { outgoingAgents, isProtected } from '../../http/outgoing.js';
import { answeredAtMs } from '../../http/waiting.js';
import {
  errorFromAnswer,
  errorFromTooLarge,
  errorFromTransport,
  errorFromUnreadable,
  type Attempt,
} from './errors.js';
import type { IncomingHttpHeaders } from 'node:http';

const DEFAULT_TIMEOUT_MS = 10_000;
/** A page of 100 conversations of 64 KB, each of them as HTML and as text, is below 20 MiB. */
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/** One request. `route` is the path with `{id}` where `id` goes. */
export interface FreshdeskRequest<Schema extends z.ZodType> {
  method: Attempt['method'];
  route: string;
  id?: string;
  query?: Record<string, string>;
  json?: unknown;
  schema: Schema;
  /** What is left to wait for an answer, milliseconds, where that is less than for any request. */
  patienceMs?: number;
  /** Most bytes of the answer · 32 MiB. */
  maxBytes?: number;
}

/** A parsed answer. */
export interface FreshdeskAnswer<Value> {
  value: Value;
  /** When the vendor gave it, ISO 8601. */
  answeredAt: string;
  /** The vendor says that there is a page after this one. */
  hasNextPage: boolean;
}

/**
 * Sends single requests to one Freshdesk account: no retries, no redirects, one deadline and one size limit a request.
 * An aborted signal closes the connection and throws the signal's reason.
 */
export class FreshdeskClient {
  readonly #baseUrl: string;
  readonly #agent: ReturnType<typeof outgoingAgents>;
  readonly #headers: Record<string, string>;
  readonly #timeoutMs: number;
  readonly #onResponse: FreshdeskOptions['onResponse'];

  /** @throws {Error} when credentials and tickets would be sent without TLS to a host that was not allowed. */
  constructor(options: FreshdeskOptions) {
    const { hostname } = new URL(options.baseUrl);
    if (!isProtected(new URL(options.baseUrl), options.allowPlainHttpHosts ?? []))
      throw new Error(`host ${hostname} may not be spoken to without TLS`);
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#onResponse = options.onResponse;
    this.#timeoutMs = options.requestTimeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#agent = outgoingAgents(new URL(options.baseUrl));
    this.#headers = {
      accept: 'application/json',
      // The key stands for the user; the password is not looked at.
      authorization: `Basic ${Buffer.from(`${options.auth.apiKey}:X`).toString('base64')}`,
      'user-agent': options.userAgent ?? 'ai-ticket-processor',
    };
  }

  /** @throws {PlatformError} for everything but a success that fits the schema. */
  async send<Schema extends z.ZodType>(
    request: FreshdeskRequest<Schema>,
    signal?: AbortSignal,
  ): Promise<FreshdeskAnswer<z.output<Schema>>> {
    const attempt = { method: request.method, path: request.route.replace('{id}', request.id ?? '') };
    const sentAtMs = Date.now();
    const answer = await this.#exchange(attempt, request, signal);
    if (answer.status < 200 || answer.status > 299) throw errorFromAnswer(attempt, answer);
    return {
      value: parse(attempt, answer, request.schema),
      // Without a usable `Date`: when the request left, which makes a stamp look younger, never safer, than it is.
      answeredAt: new Date(answeredAtMs(answer.headers, sentAtMs)).toISOString(),
      hasNextPage: /rel="?next"?/.test(String(answer.headers.link ?? '')),
    };
  }

  async #exchange(
    attempt: Attempt,
    {
      method,
      route,
      query,
      json,
      patienceMs = Infinity,
      maxBytes = MOST_ANSWER_BYTES,
    }: FreshdeskRequest<z.ZodType>,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    signal?.throwIfAborted();
    const url = new URL(this.#baseUrl + attempt.path);
    if (query) url.search = new URLSearchParams(query).toString();
    const startedAtMs = performance.now();
    try {
      const answer = await exchange(url, {
        method,
        json,
        headers: this.#headers,
        agent: this.#agent,
        timeoutMs: Math.min(this.#timeoutMs, patienceMs),
        maxBytes,
        signal,
      });
      this.#report(`${method} ${route}`, answer, performance.now() - startedAtMs);
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      this.#onResponse?.({
        route: `${method} ${route}`,
        status: null,
        durationMs: performance.now() - startedAtMs,
      });
      if (error instanceof AnswerTooLargeError) throw errorFromTooLarge(attempt, error);
      throw error instanceof RequestError ? errorFromTransport(attempt, error) : error;
    }
  }

  #report(route: string, { status, headers }: HttpAnswer, durationMs: number): void {
    const rateLimit = accountRateLimit(headers);
    this.#onResponse?.({ route, status, durationMs, ...(rateLimit ? { rateLimit } : {}) });
  }
}

/** True for an error of that kind from the help desk. */
export function isPlatformError(error: unknown, ...kinds: readonly PlatformError['kind'][]): boolean {
  return error instanceof PlatformError && kinds.includes(error.kind);
}

function parse<Schema extends z.ZodType>(
  attempt: Attempt,
  answer: HttpAnswer,
  schema: Schema,
): z.output<Schema> {
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    throw errorFromUnreadable(attempt, answer, 'no JSON');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 5).map(({ path }) => path.join('.') || 'body');
  throw errorFromUnreadable(attempt, answer, `unexpected at ${places.join(', ')}`);
}

/** A Freshdesk account and how to speak with it. */
export interface FreshdeskOptions {
  /** Origin of the account, such as `https://acme.freshdesk.com`; the key is sent nowhere else. */
  baseUrl: string;
  /** The API key of an agent who sees all tickets. */
  auth: { apiKey: string };
  /** Milliseconds for one whole request, connecting included · 10000. */
  requestTimeoutMs?: number;
  /** Hosts beside loopback that may be spoken to without TLS · none. */
  allowPlainHttpHosts?: readonly string[];
  /** How we present ourselves · `ai-ticket-processor`. */
  userAgent?: string;
  /** Called after every request, errors included, before its answer is judged; not after an aborted one. Must not throw. */
  onResponse?: (info: FreshdeskResponseInfo) => void;
}

/** One request, for metrics: no ID, text or address. */
export interface FreshdeskResponseInfo {
  /** Method and path template, such as `GET /api/v2/tickets/{id}`. */
  route: string;
  /** Null: no answer came. */
  status: number | null;
  durationMs: number;
  /** The account's limit of requests a minute, when the answer names it. */
  rateLimit?: { limit: number; remaining: number };
}

/**
 * The account's limit of requests a minute and what is left of it; undefined where an answer does not say both.
 * @see https://developers.freshdesk.com/api/#ratelimit
 */
export function accountRateLimit(
  headers: IncomingHttpHeaders,
): { limit: number; remaining: number } | undefined {
  const limit = count(headers['x-ratelimit-total']);
  const remaining = count(headers['x-ratelimit-remaining']);
  return limit === undefined || remaining === undefined ? undefined : { limit, remaining };
}

/** Some answers write whole numbers with a fraction, such as `200.0`. */
function count(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim())
    ? Math.floor(Number(value))
    : undefined;
}
