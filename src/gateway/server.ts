import type { PayloadCodec } from '@temporalio/common';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { codecEndpoint } from './codec-endpoint.js';
import type { Health } from '../health/health.js';
import { api, type ApiOptions } from './api/api.js';
import { privateCodecPath, roleOf } from './session.js';
import { webhooks, type WebhookOptions } from './webhooks.js';
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';

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

/**
 * What every answer says to browsers: run nothing but what comes from here, show it in nobody's frame, tell nobody
 * where the reader came from, keep no copy. TLS, and with it HSTS, is the proxy's in front.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Puts them on every answer, errors and unknown paths included. An answer that may be kept says so itself. */
function addSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (_request, reply) => {
    void reply.headers(HEADERS);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
}

/** Vite names these files by their content. */
const NAMED_BY_CONTENT = /^\/assets\//;
const A_YEAR_S = 31_536_000;

/**
 * Serves the dashboard that `npm run build` made: the page under `/`, and its files. It holds no secret and asks for a
 * token; whoever may not see figures sees a form. Where nothing was built, the page says so.
 */
function addDashboard(server: FastifyInstance, folder: string): void {
  if (!existsSync(path.join(folder, 'index.html'))) {
    server.get('/', (_request, reply) =>
      reply.code(503).type('text/plain').send('The dashboard was not built: npm run build\n'),
    );
    return;
  }
  void server.register(fastifyStatic, {
    root: folder,
    // Only files that are there have a route: every other path is answered as an unknown one.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
      const kept = NAMED_BY_CONTENT.test(url) ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache';
      reply.setHeader('cache-control', kept);
    },
  });
}
