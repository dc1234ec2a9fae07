import { z } from 'zod';
import { httpUrl, isLoopback } from '../../ports/setting.js';

/** Building blocks of the tenants file, whose values have types. Every message completes "expected …". */

export const text = (meaning: string) => z.string(meaning).min(1, meaning);

export const count = (unit: string) => {
  const expected = `a whole number of ${unit}, at least 1`;
  return z.int(expected).min(1, expected).max(999_999_999, expected);
};

export const pricePerMtok = z
  .number('a price in USD for a million tokens, such as 0.15')
  .min(0, 'a price in USD for a million tokens, such as 0.15');

/** An address without TLS only on this machine, and where `ALLOW_PLAIN_HTTP` names the host. */
export const permittedUrl = (plainHttpHosts: readonly string[]) =>
  httpUrl.refine((url) => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' || isLoopback(url) || plainHttpHosts.includes(hostname);
  }, 'https:// (or the host named in ALLOW_PLAIN_HTTP)');
