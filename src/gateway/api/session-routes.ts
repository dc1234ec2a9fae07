import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LATENCY_SLO_MS } from '../../domain/service-levels.js';
import { isFromOwnPage } from '../own-page.js';
import type { Sessions } from '../session.js';
import { sessionCookie } from '../session-cookie.js';
import { roleOf, type GatewayTokens } from '../token.js';
import type { Access, Guard } from './access.js';
import { readRequest } from './bad-request.js';
import type { ApiSources } from './sources.js';
import type { SessionAnswer } from './wire.js';

const logIn = z.strictObject({ token: z.string('a token').max(1_000, 'a token') });

export interface SessionRoutesOptions {
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
