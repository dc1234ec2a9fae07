import type { Integration } from './wire/user.js';

/** `email/token:TOKEN` or `email:password`, base64. */
const BASIC = /^Basic ([A-Za-z0-9+/=]+)$/;
const BEARER = /^Bearer (\S+)$/;

/** True for Basic credentials with a user and a secret, and for any Bearer token. Their values are not checked. */
export function hasCredentials(header: string | undefined): boolean {
  if (header === undefined) return false;
  return BEARER.test(header) || /^[^:]+:.+$/s.test(basicPair(header));
}

/** Learns the caller's address, so that `users/me` answers with it. */
export function rememberCaller(header: string | undefined, integration: Integration): void {
  const email = basicPair(header ?? '')
    .split(':', 1)[0]
    ?.replace(/\/token$/, '');
  if (email !== undefined && email !== '') integration.email = email;
}

function basicPair(header: string): string {
  const encoded = BASIC.exec(header)?.[1];
  return encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
}
