import type { PayloadCodec } from '@temporalio/common';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { codecEndpoint } from '../codec/codec-endpoint.js';
import type { Health } from '../ops/health.js';
import type { TenantStatus } from '../ops/status.js';
import { addSecurityHeaders } from './security-headers.js';
import { privateCodecPath, roleOf, type GatewayTokens } from './token.js';
import { webhooks, type WebhookOptions } from './webhooks/webhooks.js';

export interface GatewayOptions {
  tokens: GatewayTokens;
  codec: PayloadCodec;
  /** Web pages that may use the codec: Temporal's Web UI. */
  allowedOrigins: readonly string[];
  /** Also serve the codec under a path that is the secret itself: for the Web UI of `up`, on loopback only. */
  privateCodec: boolean;
  health: () => Promise<Health>;
  /** Null: there is no such tenant. */
  status: (tenant: string) => Promise<TenantStatus | null>;
  webhooks: WebhookOptions;
  /** Told of what went wrong here, which the caller is not. */
  onError: (error: Error) => void;
}

const LARGEST_BODY_BYTES = 1024 * 1024;
/** For the whole of a request, so that a slow sender holds no connection for ever. */
const REQUEST_WITHIN_MS = 30_000;

/** The gateway's HTTP surface (INTERFACE section 6). Everything but the probes wants a token, and a webhook its own proof. */
export function createGateway(options: GatewayOptions): FastifyInstance {
  const { tokens, codec, allowedOrigins, privateCodec, health, onError } = options;
  const server = Fastify({
    bodyLimit: LARGEST_BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    // A path may be a secret, and so may a query: no requests in the log.
    logger: false,
  });
  addSecurityHeaders(server);
  server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'there is nothing here' }));
  server.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) onError(error);
    return reply.code(status).send({ error: status < 500 ? error.message : 'internal error' });
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
    authorize: ({ headers }) => roleOf(headers.authorization, tokens) === 'operator',
  });
  if (privateCodec)
    void server.register(codecEndpoint, {
      prefix: privateCodecPath(tokens.operator),
      ...{ codec, allowedOrigins },
    });
  void server.register(api(options), { prefix: '/api' });
  void server.register(webhooks, { prefix: '/webhooks', onError, ...options.webhooks });
  return server;
}

/** For every role. Without a token every path looks the same, also one of a tenant that does not exist. */
const api =
  ({ tokens, status }: GatewayOptions) =>
  (server: FastifyInstance, _options: object, done: () => void) => {
    server.addHook('onRequest', async ({ headers }, reply) => {
      if (roleOf(headers.authorization, tokens) !== null) return;
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ error: 'expected a header Authorization: Bearer TOKEN' });
    });
    server.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'there is nothing here' }));
    server.get<{ Params: { tenant: string } }>('/tenants/:tenant/status', async ({ params }, reply) => {
      const answer = await status(params.tenant);
      return answer ?? reply.code(404).send({ error: 'there is no such tenant' });
    });
    done();
  };
