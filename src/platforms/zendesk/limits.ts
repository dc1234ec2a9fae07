import type { IncomingHttpHeaders } from 'node:http';
import { answeredAtMs, retryAfterMs } from '../../http/waiting.js';

/** Values above this are points in time (Unix seconds), not spans: 10^9 s is the year 2001. */
const EARLIEST_UNIX_TIME_S = 1_000_000_000;
/** Spellings of the account's limit seen in recorded answers, the most common first. */
const ACCOUNT_PREFIXES = ['x-rate-limit', 'rate-limit', 'ratelimit', 'x-ratelimit'];
/** Limits of one endpoint: `zendesk-rate-limit-tickets-index`, `zendesk-ratelimit-tickets-index`. */
const ENDPOINT_LIMIT = /^zendesk-rate-?limit-/;

interface LimitWindow {
  limit: number | undefined;
  remaining: number | undefined;
  resetsInMs: number | undefined;
}

/**
 * Milliseconds until a 429 is worth repeating: `Retry-After`, else the reset of the limits that are used up, else
 * the reset of the account's limit; undefined when the answer says nothing.
 */
export function rateLimitWaitMs(headers: IncomingHttpHeaders, nowMs = Date.now()): number | undefined {
  const told = retryAfterMs(headers, nowMs);
  if (told !== undefined) return told;
  const account = accountWindows(headers, nowMs);
  const usedUp = [...account, ...endpointWindows(headers, nowMs)].filter(({ remaining }) => remaining === 0);
  return longestReset(usedUp) ?? longestReset(account);
}

/** The account's limit and what is left of it, in any of its header spellings. */
export function accountRateLimit(
  headers: IncomingHttpHeaders,
): { limit: number; remaining: number } | undefined {
  for (const { limit, remaining } of accountWindows(headers, 0)) {
    if (limit !== undefined && remaining !== undefined) return { limit, remaining };
  }
  return undefined;
}

function accountWindows(headers: IncomingHttpHeaders, nowMs: number): LimitWindow[] {
  return ACCOUNT_PREFIXES.map((prefix) => ({
    limit: count(headers[prefix] ?? headers[`${prefix}-limit`]),
    remaining: count(headers[`${prefix}-remaining`]),
    resetsInMs: resetInMs(count(headers[`${prefix}-reset`]), answeredAtMs(headers, nowMs)),
  }));
}

/** Reads values such as `total=100; remaining=0; resets=52`. */
function endpointWindows(headers: IncomingHttpHeaders, nowMs: number): LimitWindow[] {
  return Object.entries(headers)
    .filter(([name]) => ENDPOINT_LIMIT.test(name))
    .map(([, value]) => {
      const fields = new Map(
        [...String(value).matchAll(/(\w+)\s*=\s*(\d+)/g)].map(([, name, digits]) => [name, Number(digits)]),
      );
      return {
        limit: fields.get('total'),
        remaining: fields.get('remaining'),
        resetsInMs: resetInMs(fields.get('resets'), answeredAtMs(headers, nowMs)),
      };
    });
}

function resetInMs(value: number | undefined, atMs: number): number | undefined {
  if (value === undefined) return undefined;
  return value >= EARLIEST_UNIX_TIME_S ? Math.max(0, value * 1000 - atMs) : value * 1000;
}

function longestReset(windows: readonly LimitWindow[]): number | undefined {
  const resets = windows.flatMap(({ resetsInMs }) => (resetsInMs === undefined ? [] : [resetsInMs]));
  return resets.length > 0 ? Math.max(...resets) : undefined;
}

function count(value: string | string[] | undefined): number | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
