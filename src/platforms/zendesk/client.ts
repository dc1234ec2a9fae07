import type { z } from 'zod';
import {
  AccountClient,
  type AccountOptions,
  type AccountRequest,
  type AccountResponseInfo,
} from '../account-client.js';
import { errorFromAnswer, errorFromTooLarge, errorFromTransport, errorFromUnreadable } from './errors.js';
import { accountRateLimit } from './limits.js';
import type { WirePaging } from './wire.js';

const DEFAULT_TIMEOUT_MS = 15_000;

/** A Zendesk account and how to speak with it: `https://acme.zendesk.com`, 15000 ms a request unless told otherwise. */
export interface ZendeskOptions extends AccountOptions {
  /** An agent's address with an API token, or an OAuth access token. Listing changes needs an admin. */
  auth: { email: string; apiToken: string } | { oauthToken: string };
  /** Tickets a page of the change listing, 1 to 1000 · 500. */
  pageSize?: number;
}

export type ZendeskResponseInfo = AccountResponseInfo;
export type ZendeskRequest<Schema extends z.ZodType> = AccountRequest<'GET' | 'PUT', Schema>;

/** Requests to one Zendesk account. */
export class ZendeskClient extends AccountClient<'GET' | 'PUT'> {
  /** @throws {Error} when credentials and tickets would be sent without TLS to a host that was not allowed. */
  constructor(options: ZendeskOptions) {
    super(options, {
      authorization: authorizationOf(options.auth),
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
}

/** @see https://developer.zendesk.com/api-reference/introduction/security-and-auth/ */
function authorizationOf(auth: ZendeskOptions['auth']): string {
  if ('oauthToken' in auth) return `Bearer ${auth.oauthToken}`;
  return `Basic ${Buffer.from(`${auth.email}/token:${auth.apiToken}`).toString('base64')}`;
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
