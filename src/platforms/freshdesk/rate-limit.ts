import type { IncomingHttpHeaders } from 'node:http';

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
