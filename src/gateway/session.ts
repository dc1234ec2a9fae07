import { createHmac, randomBytes } from 'node:crypto';
import { equalTexts } from '../ports/equal-texts.js';
import type { GatewayTokens, Role } from './token.js';

/** The cookie of somebody who logged in at the dashboard. */
export const SESSION_COOKIE = 'ticket_processor_session';

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
