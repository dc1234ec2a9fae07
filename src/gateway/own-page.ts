import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from a page of this gateway: other pages may make a browser send our cookie, so a cookie
 * alone changes nothing. What the browser says of the request's site decides; one that says nothing of it, as on plain
 * HTTP, names the page's origin. @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isFromOwnPage({ origin, host, ...headers }: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  const own = `${page.protocol}//${host}`;
  return URL.canParse(own) && new URL(own).origin === page.origin;
}
