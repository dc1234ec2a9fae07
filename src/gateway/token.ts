import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether an Authorization header carries the token; takes the same time for every wrong one. */
export function bearsToken(authorization: string | undefined, token: string): boolean {
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}

/**
 * The codec's path in `up`: Temporal's development Web UI cannot send a token, so the path itself is the secret. It
 * is made from the gateway's token, so that whoever has that finds it.
 */
export const privateCodecPath = (token: string): string =>
  `/codec-${digest(`codec path of ${token}`).toString('hex').slice(0, 32)}`;
