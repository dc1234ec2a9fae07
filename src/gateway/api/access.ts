import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFromOwnPage } from '../own-page.js';
import type { Session, Sessions } from '../session.js';
import { sessionTextOf } from '../session-cookie.js';
import { roleOf, type GatewayTokens, type Role } from '../token.js';

/** Who makes a request: by a bearer token, or by the session of a browser. */
export interface Access {
  role: Role;
  /** Null: a bearer token. */
  session: Session | null;
}

/** Knows who may do what. */
export interface Guard {
  /** Null: nobody that we know. */
  accessOf: (request: FastifyRequest) => Access | null;
  /** Hook: whoever is nobody gets 401, the same for every path; a cookie that another page sent, 403. */
  requireAccess: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** Hook: 403 for whoever may only look. */
  requireOperator: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

const CHANGES_NOTHING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

export function createGuard(tokens: GatewayTokens, sessions: Sessions): Guard {
  const accessOf = ({ headers }: FastifyRequest): Access | null => {
    const role = roleOf(headers.authorization, tokens);
    if (role !== null) return { role, session: null };
    const session = sessions.read(sessionTextOf(headers));
    return session && { role: session.role, session };
  };
  return {
    accessOf,
    requireAccess: async (request, reply) => {
      const access = accessOf(request);
      if (access === null)
        return reply
          .code(401)
          .header('www-authenticate', 'Bearer')
          .send({ error: 'expected a header Authorization: Bearer TOKEN, or a session' });
      if (access.session === null || CHANGES_NOTHING.has(request.method)) return;
      if (!isFromOwnPage(request.headers))
        return reply.code(403).send({ error: 'expected a request from a page of this gateway' });
    },
    requireOperator: async (request, reply) => {
      if (accessOf(request)?.role !== 'operator')
        return reply
          .code(403)
          .send({ error: "expected an operator's token: a viewer may look, and change nothing" });
    },
  };
}
