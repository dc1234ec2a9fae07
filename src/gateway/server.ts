import type { PayloadCodec } from '@temporalio/common';
import Fastify, { type FastifyInstance } from 'fastify';
import { codecEndpoint } from '../codec/codec-endpoint.js';
import type { Health } from '../ops/health.js';
import type { TenantStatus } from '../ops/status.js';
import { bearsToken, privateCodecPath } from './token.js';

export interface GatewayOptions {
  token: string;
  codec: PayloadCodec;
  /** Web pages that may use the codec: Temporal's Web UI. */
  allowedOrigins: readonly string[];
  /** Also serve the codec under a path that is the secret itself: for the Web UI of `up`, on loopback only. */
  privateCodec: boolean;
  health: () => Promise<Health>;
  /** Null: there is no such tenant. */
  status: (tenant: string) => Promise<TenantStatus | null>;
}

/** The gateway's HTTP surface (INTERFACE section 6). Everything but the probes wants the token. */
export function createGateway({
  token,
  codec,
  allowedOrigins,
  privateCodec,
  health,
  status,
}: GatewayOptions): FastifyInstance {
  const server = Fastify({ bodyLimit: 1024 * 1024, logger: false });
  server.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
  });
  server.get('/livez', () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const { checks } = await health();
    return reply.code(checks.temporal === 'ok' ? 200 : 503).send({ status: checks.temporal });
  });
  server.get('/health', async (_request, reply) => {
    const answer = await health();
    return reply.code(answer.status === 'unhealthy' ? 503 : 200).send(answer);
  });
  void server.register(codecEndpoint, {
    prefix: '/codec',
    codec,
    allowedOrigins,
    authorize: ({ headers }) => bearsToken(headers.authorization, token),
  });
  if (privateCodec)
    void server.register(codecEndpoint, { prefix: privateCodecPath(token), codec, allowedOrigins });
  void server.register(api(token, status), { prefix: '/api' });
  return server;
}

const api =
  (token: string, status: GatewayOptions['status']) =>
  (server: FastifyInstance, _options: object, done: () => void) => {
    server.addHook('onRequest', async ({ headers }, reply) => {
      if (bearsToken(headers.authorization, token)) return;
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ error: 'expected a header Authorization: Bearer TOKEN' });
    });
    server.get<{ Params: { tenant: string } }>('/tenants/:tenant/status', async ({ params }, reply) => {
      const answer = await status(params.tenant);
      return answer ?? reply.code(404).send({ error: 'there is no such tenant' });
    });
    done();
  };
