import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import {
  AccountClient,
  type AccountAnswer,
  type AccountOptions,
  type AccountRequest,
  type AccountResponseInfo,
} from '../account-client.js';
import {
  errorFromAnswer,
  errorFromTooLarge,
  errorFromTransport,
  errorFromUnreadable,
  type Attempt,
} from './errors.js';

const DEFAULT_TIMEOUT_MS = 10_000;

/** A Freshdesk account and how to speak with it: `https://acme.freshdesk.com`, 10000 ms a request unless told otherwise. */
export interface FreshdeskOptions extends AccountOptions {
  /** The API key of an agent who sees all tickets. */
  auth: { apiKey: string };
}

export type FreshdeskResponseInfo = AccountResponseInfo;
export type FreshdeskRequest<Schema extends z.ZodType> = AccountRequest<Attempt['method'], Schema>;

/** A parsed answer. */
export interface FreshdeskAnswer<Value> extends AccountAnswer<Value> {
  /** The vendor says that there is a page after this one. */
  hasNextPage: boolean;
}

/** Requests to one Freshdesk account. */
export class FreshdeskClient extends AccountClient<Attempt['method']> {
  /** @throws {Error} when credentials and tickets would be sent without TLS to a host that was not allowed. */
  constructor(options: FreshdeskOptions) {
    super(options, {
      // The key stands for the user; the password is not looked at.
      authorization: `Basic ${Buffer.from(`${options.auth.apiKey}:X`).toString('base64')}`,
      timeoutMs: DEFAULT_TIMEOUT_MS,
      rateLimit: accountRateLimit,
      errors: {
        fromAnswer: errorFromAnswer,
        fromUnreadable: errorFromUnreadable,
        fromTooLarge: errorFromTooLarge,
        fromTransport: errorFromTransport,
      },
    });
  }

  override async send<Schema extends z.ZodType>(
    request: FreshdeskRequest<Schema>,
    signal?: AbortSignal,
  ): Promise<FreshdeskAnswer<z.output<Schema>>> {
    const answer = await super.send(request, signal);
    return { ...answer, hasNextPage: /rel="?next"?/.test(String(answer.headers.link ?? '')) };
  }
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
