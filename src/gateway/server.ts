import type { PayloadCodec } from '@temporalio/common';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { codecEndpoint } from './codec-endpoint.js';
import type { Health } from '../health/health.js';
import { api, type ApiOptions } from './api/api.js';
import { addDashboard } from './page.js';
import { addSecurityHeaders } from './security-headers.js';
import { privateCodecPath, roleOf } from './token.js';
import { webhooks, type WebhookOptions } from './webhooks.js';

export interface GatewayOptions extends ApiOptions {
  codec: PayloadCodec;
  /** Web pages that may use the codec: Temporal's Web UI. */
  allowedOrigins: readonly string[];
  /** Also serve the codec under a path that is the secret itself: for the Web UI of `up`, on loopback only. */
  privateCodec: boolean;
  health: () => Promise<Health>;
  /** Whether Temporal answers: all that readiness asks, so that no tenant's slow services make a gateway unready. */
  temporal: () => Promise<boolean>;
  webhooks: WebhookOptions;
  /** Holds the built dashboard. */
  dashboardFolder: string;
}

const LARGEST_BODY_BYTES = 1024 * 1024;
/** For the whole of a request, so that a slow sender holds no connection for ever. */
const REQUEST_WITHIN_MS = 30_000;

/** The gateway's HTTP surface (INTERFACE section 6). Everything but the probes wants a token, and a webhook its own proof. */
export function createGateway(options: GatewayOptions): FastifyInstance {
  const { tokens, codec, allowedOrigins, privateCodec, health, temporal, onError } = options;
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
    const isThere = await temporal();
    return reply.code(isThere ? 200 : 503).send({ status: isThere ? 'ok' : 'error' });
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
  const { status, sources } = options;
  void server.register(api, { prefix: '/api', tokens, status, sources, onError });
  addDashboard(server, options.dashboardFolder);
  void server.register(webhooks, { prefix: '/webhooks', onError, ...options.webhooks });
  return server;
}
