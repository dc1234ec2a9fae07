import { createHmac, randomBytes, createHash } from 'node:crypto';
import { equalTexts } from '../ports/webhook.js';
import type { IncomingHttpHeaders } from 'node:http';

/** The cookie of somebody who logged in at the dashboard. */
const SESSION_COOKIE = 'ticket_processor_session';

/** A working day: whoever comes back the next morning logs in again. */
export const SESSION_LASTS_MS = 12 * 3600_000;

/** Somebody who logged in. */
export interface Session {
  role: Role;
  /** Milliseconds since 1970. */
  expiresAtMs: number;
  /** Random; what logging out makes worthless. */
  id: string;
}

/**
 * Sessions of one gateway. A session is a signed text, so that every gateway with the same tokens knows it and none
 * has to keep it; a new token ends those of the old one. Logging out makes the text worthless here, and the browser
 * forgets it; another gateway would take a copy of it until it expires.
 */
export class Sessions {
  /** IDs of those that logged out, with their expiry. */
  private readonly ended = new Map<string, number>();

  constructor(
    private readonly tokens: GatewayTokens,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** The text of a new session. */
  begin(role: Role): { text: string; session: Session } {
    const session = {
      role,
      expiresAtMs: this.nowMs() + SESSION_LASTS_MS,
      id: randomBytes(16).toString('base64url'),
    };
    const said = `${session.role}.${session.expiresAtMs}.${session.id}`;
    return { text: `${said}.${this.signature(said, session.role)}`, session };
  }

  /** Null: it is none of ours, it has expired, or it was ended. */
  read(text: string): Session | null {
    const [, said, role, expiresAt, id, signature] =
      /^((viewer|operator)\.(\d{1,16})\.([\w-]{22}))\.([\w-]{43})$/.exec(text) ?? [];
    if (said === undefined || id === undefined || signature === undefined) return null;
    const session = { role: role as Role, expiresAtMs: Number(expiresAt), id };
    if (session.role === 'viewer' && this.tokens.viewer === null) return null;
    if (!equalTexts(signature, this.signature(said, session.role))) return null;
    return session.expiresAtMs > this.nowMs() && !this.ended.has(id) ? session : null;
  }

  /** Ends a session before its time. */
  end({ id, expiresAtMs }: Session): void {
    for (const [old, expired] of this.ended) if (expired <= this.nowMs()) this.ended.delete(old);
    this.ended.set(id, expiresAtMs);
  }

  private signature(said: string, role: Role): string {
    const token = role === 'operator' ? this.tokens.operator : (this.tokens.viewer ?? '');
    return createHmac('sha256', `session of ${token}`).update(said).digest('base64url');
  }
}

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

/** `viewer` may look at figures; `operator` may have payloads decrypted as well, which hold tickets without their personal data. */
export type Role = 'viewer' | 'operator';

export interface GatewayTokens {
  operator: string;
  /** Null: nobody is a viewer only. */
  viewer: string | null;
}

/** Whose token an Authorization header carries; null: nobody's. Takes the same time for every wrong one. */
export function roleOf(authorization: string | undefined, { operator, viewer }: GatewayTokens): Role | null {
  const given = authorization ?? '';
  const isOperator = equalTexts(given, `Bearer ${operator}`);
  const isViewer = equalTexts(given, `Bearer ${viewer ?? operator}`) && viewer !== null;
  if (isOperator) return 'operator';
  return isViewer ? 'viewer' : null;
}

/**
 * The codec's path in `up`: Temporal's development Web UI cannot send a token, so the path itself is the secret. It
 * is made from the gateway's token, so that whoever has that finds it.
 */
export const privateCodecPath = (token: string): string =>
  `/codec-${createHash('sha256').update(`codec path of ${token}`).digest('hex').slice(0, 32)}`;
