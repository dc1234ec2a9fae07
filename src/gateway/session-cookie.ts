import type { IncomingHttpHeaders } from 'node:http';
import { SESSION_COOKIE, SESSION_LASTS_MS } from './session.js';

/** The session's text that a request carries; empty when it carries none. */
export function sessionTextOf({ cookie = '' }: IncomingHttpHeaders): string {
  for (const pair of cookie.split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE) return value;
  }
  return '';
}

/**
 * A `Set-Cookie` that no script reads and no other site sends. `Secure` behind a proxy that speaks TLS: on plain HTTP,
 * as on this machine, a browser would not keep it. @see RFC 6265bis §4.1.2
 */
export function sessionCookie(text: string, headers: IncomingHttpHeaders): string {
  const isSecure = headers['x-forwarded-proto'] === 'https';
  const seconds = text === '' ? 0 : SESSION_LASTS_MS / 1000;
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${seconds}`];
  return [`${SESSION_COOKIE}=${text}`, ...attributes, ...(isSecure ? ['Secure'] : [])].join('; ');
}
