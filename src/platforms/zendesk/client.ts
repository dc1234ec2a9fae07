import { RequestError } from 'got';
import type { z } from 'zod';
import { AnswerTooLargeError, exchange, type HttpAnswer } from '../../http/exchange.js';
import { outgoingAgents, isProtected } from '../../http/outgoing.js';
import { answeredAtMs } from '../../http/waiting.js';
import {
  errorFromAnswer,
  errorFromTooLarge,
  errorFromTransport,
  errorFromUnreadable,
  type Attempt,
} from './errors.js';
import { accountRateLimit } from './limits.js';
import type { WirePaging } from './wire.js';

const DEFAULT_TIMEOUT_MS = 15_000;
/** A page of 100 comments of 64 KB, each of them in three spellings, is below 20 MiB. */
const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/** One request. `route` is the path with `{id}` where `id` goes. */
export interface ZendeskRequest<Schema extends z.ZodType> {
  method: 'GET' | 'PUT';
  route: string;
  id?: string;
  query?: URLSearchParams;
  json?: unknown;
  schema: Schema;
  /** Most bytes of the answer · 32 MiB. */
  maxBytes?: number;
}

/** A parsed answer and when the vendor gave it, ISO 8601. */
export interface ZendeskAnswer<Value> {
  value: Value;
  answeredAt: string;
}

/**
 * Sends single requests to one Zendesk account: no retries, no redirects, one deadline and one size limit a request. An
 * aborted signal closes the connection and throws the signal's reason.
 */
export class ZendeskClient {
  readonly #baseUrl: string;
  readonly #agent: ReturnType<typeof outgoingAgents>;
  readonly #headers: Record<string, string>;
  readonly #timeoutMs: number;
  readonly #onResponse: ZendeskOptions['onResponse'];

  /** @throws {Error} when credentials and tickets would be sent without TLS to a host that was not allowed. */
  constructor(options: ZendeskOptions) {
    const { hostname } = new URL(options.baseUrl);
    if (!isProtected(new URL(options.baseUrl), options.allowPlainHttpHosts ?? []))
      throw new Error(`host ${hostname} may not be spoken to without TLS`);
    this.#baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.#onResponse = options.onResponse;
    this.#timeoutMs = options.requestTimeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#agent = outgoingAgents(new URL(options.baseUrl));
    this.#headers = {
      accept: 'application/json',
      authorization: authorizationOf(options.auth),
      'user-agent': options.userAgent ?? 'ai-ticket-processor',
    };
  }

  /** @throws {PlatformError} for everything but a success that fits the schema. */
  async send<Schema extends z.ZodType>(
    request: ZendeskRequest<Schema>,
    signal?: AbortSignal,
  ): Promise<ZendeskAnswer<z.output<Schema>>> {
    const attempt = { method: request.method, path: request.route.replace('{id}', request.id ?? '') };
    const sentAtMs = Date.now();
    const answer = await this.#exchange(attempt, request, signal);
    if (answer.status < 200 || answer.status > 299) throw errorFromAnswer(attempt, answer);
    return { value: parse(attempt, answer, request.schema), answeredAt: answeredAt(answer, sentAtMs) };
  }

  async #exchange(
    attempt: Attempt,
    { method, route, query, json, maxBytes = MOST_ANSWER_BYTES }: ZendeskRequest<z.ZodType>,
    signal?: AbortSignal,
  ): Promise<HttpAnswer> {
    signal?.throwIfAborted();
    const url = new URL(this.#baseUrl + attempt.path);
    if (query) url.search = query.toString();
    const startedAtMs = performance.now();
    try {
      const answer = await exchange(url, {
        method,
        json,
        headers: this.#headers,
        agent: this.#agent,
        timeoutMs: this.#timeoutMs,
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

/** @see https://developer.zendesk.com/api-reference/introduction/security-and-auth/ */
function authorizationOf(auth: ZendeskOptions['auth']): string {
  if ('oauthToken' in auth) return `Bearer ${auth.oauthToken}`;
  return `Basic ${Buffer.from(`${auth.email}/token:${auth.apiToken}`).toString('base64')}`;
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

/**
 * The vendor's clock when it answered. Without a usable `Date` header: our clock when the request left, which is
 * early and so makes an update stamp look younger, never safer, than it is (as far as our clock is right).
 */
function answeredAt({ headers }: HttpAnswer, sentAtMs: number): string {
  return new Date(answeredAtMs(headers, sentAtMs)).toISOString();
}

/** Most comments, audits or users that one request may ask for. @see https://developer.zendesk.com/api-reference/introduction/pagination/ */
export const LARGEST_PAGE = 100;

/** The query of a first page, in the vendor's cursor style. */
export function firstPage(further: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ ...further, 'page[size]': String(LARGEST_PAGE) });
}

/**
 * The query of the page after this one, as text; null at the end. Takes cursor pages and offset pages. Only the query
 * of the vendor's link is kept: the next request goes to the same place as this one, whatever host the link names.
 */
export function nextPageQuery({ meta, links, next_page: nextPage }: WirePaging): string | null {
  if (meta?.has_more === false) return null;
  if (meta?.has_more === true && meta.after_cursor) {
    const query = firstPage();
    query.set('page[after]', meta.after_cursor);
    return query.toString();
  }
  const link = links?.next ?? nextPage;
  if (!link) return null;
  const queryStart = link.indexOf('?');
  return queryStart < 0 ? null : link.slice(queryStart + 1);
}

/** True for answers in offset style, whose servers know `sort_order` and not `sort`. */
export function isOffsetPage({ meta, next_page: nextPage }: WirePaging): boolean {
  return !meta && nextPage !== undefined;
}

/** A Zendesk account and how to speak with it. */
export interface ZendeskOptions {
  /** Origin of the account, such as `https://acme.zendesk.com`; credentials are sent nowhere else. */
  baseUrl: string;
  /** An agent's address with an API token, or an OAuth access token. Listing changes needs an admin. */
  auth: { email: string; apiToken: string } | { oauthToken: string };
  /** Milliseconds for one whole request, connecting included · 15000. */
  requestTimeoutMs?: number;
  /** Hosts beside loopback that may be spoken to without TLS · none. */
  allowPlainHttpHosts?: readonly string[];
  /** How we present ourselves · `ai-ticket-processor`. */
  userAgent?: string;
  /** Tickets a page of the change listing, 1 to 1000 · 500. */
  pageSize?: number;
  /** Called after every request, errors included, before its answer is judged; not after an aborted one. Must not throw. */
  onResponse?: (info: ZendeskResponseInfo) => void;
}

/** One request, for metrics: no ID, text or address. */
export interface ZendeskResponseInfo {
  /** Method and path template, such as `GET /api/v2/tickets/{id}`. */
  route: string;
  /** Null: no answer came. */
  status: number | null;
  durationMs: number;
  /** The account's limit of requests a minute, when the answer names it. */
  rateLimit?: { limit: number; remaining: number };
}
