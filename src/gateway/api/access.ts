import type { FastifyReply, FastifyRequest, FastifyInstance } from 'fastify';
import {
  isFromOwnPage,
  type Session,
  type Sessions,
  sessionTextOf,
  roleOf,
  type GatewayTokens,
  type Role,
  sessionCookie,
} from '../session.js';
import { z } from 'zod';
import { LATENCY_SLO_MS } from '../../domain/limits.js';
import { readRequest } from './query.js';
import type { ApiSources } from './tenant-actions.js';
import type { SessionAnswer } from './wire.js';

/** Who makes a request: by a bearer token, or by the session of a browser. */
interface Access {
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

const logIn = z.strictObject({ token: z.string('a token').max(1_000, 'a token') });

interface SessionRoutesOptions {
  tokens: GatewayTokens;
  sessions: Sessions;
  guard: Guard;
  tenants: ApiSources['tenants'];
}

/**
 * `POST /session` logs in with a token and sets the cookie: 401 when it is nobody's · `GET` tells who one is, and which
 * tenants there are · `DELETE` logs out.
 */
export function addSessionRoutes(
  server: FastifyInstance,
  { tokens, sessions, guard, tenants }: SessionRoutesOptions,
): void {
  const answer = ({ role, session }: Access): SessionAnswer => ({
    role,
    expiresAt: session && new Date(session.expiresAtMs).toISOString(),
    tenants: tenants().map(({ name, platform }) => ({ name, platform })),
    latencySloMs: LATENCY_SLO_MS,
  });
  const setCookie = (text: string, { headers }: FastifyRequest, reply: FastifyReply) =>
    reply.header('set-cookie', sessionCookie(text, headers));

  server.post('/session', async (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && !isFromOwnPage(request.headers))
      return reply.code(403).send({ error: 'expected a request from a page of this gateway' });
    const { token } = readRequest(logIn, request.body);
    const role = roleOf(`Bearer ${token}`, tokens);
    if (role === null)
      return reply.code(401).send({ error: "expected the gateway's token; this is another" });
    const { text, session } = sessions.begin(role);
    void setCookie(text, request, reply);
    return answer({ role, session });
  });
  server.get('/session', { onRequest: guard.requireAccess }, (request) =>
    answer(guard.accessOf(request) as Access),
  );
  server.delete('/session', { onRequest: guard.requireAccess }, async (request, reply) => {
    const access = guard.accessOf(request);
    if (access?.session) sessions.end(access.session);
    void setCookie('', request, reply);
    return reply.code(204).send();
  });
}
