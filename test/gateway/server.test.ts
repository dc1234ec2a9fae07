import { createSecretKey, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createEncryptionCodec } from '../../src/crypto/payload-codec.js';
import { createGateway, type GatewayOptions } from '../../src/gateway/server.js';
import { privateCodecPath } from '../../src/gateway/session.js';
import type { Health } from '../../src/health/health.js';
import type { TenantStatus } from '../../src/health/status.js';
import { NO_DASHBOARD } from './support/api-sources.js';

const TOKEN = 'a-token-of-the-tests';
const VIEWER = 'a-viewer-of-the-tests';
const UI = 'http://127.0.0.1:8233';
const HEALTHY: Health = {
  status: 'healthy',
  checks: { zendesk_api: 'ok', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' },
  metrics: {
    success_rate_24h: 1,
    avg_latency_24h: 2,
    p95_latency_24h: 3,
    fallback_rate_24h: 0,
    tickets_24h: 4,
    cost_usd_24h: 0.1,
    last_scan_age: 60,
  },
  writes: { stopped: false, since: null },
  pause: { paused: false, since: null },
  circuits: [],
  budget: null,
  troubled: { undone: 0, rejected: 0 },
  reasons: [],
};

const STATUS = { tenant: 'default' } as TenantStatus;

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

function gateway(options: Partial<GatewayOptions> = {}): FastifyInstance {
  server = createGateway({
    ...NO_DASHBOARD,
    tokens: { operator: TOKEN, viewer: VIEWER },
    codec: createEncryptionCodec([{ id: 'k', key: createSecretKey(randomBytes(32)) }]),
    allowedOrigins: [UI],
    privateCodec: true,
    health: () => Promise.resolve(HEALTHY),
    temporal: () => Promise.resolve(true),
    status: () => Promise.resolve(null),
    webhooks: {
      tenant: () => null,
      reportChange: () => Promise.reject(new Error('the test expects no webhook')),
      whyPaused: () => Promise.resolve(null),
      metrics: { deliveryAnswered: () => undefined },
    },
    onError: () => undefined,
    ...options,
  });
  return server;
}

describe('the gateway', () => {
  test.each([
    ['healthy', 200],
    ['degraded', 200],
    ['unhealthy', 503],
  ] as const)('GET /health, %s → %i with the health JSON', async (status, code) => {
    const answer = await gateway({ health: () => Promise.resolve({ ...HEALTHY, status }) }).inject('/health');
    expect(answer.statusCode).toBe(code);
    expect(answer.json()).toMatchObject({ status, checks: HEALTHY.checks, metrics: HEALTHY.metrics });
  });

  test('alive without Temporal, but not ready', async () => {
    const app = gateway({ temporal: () => Promise.resolve(false) });
    expect((await app.inject('/livez')).statusCode).toBe(200);
    expect((await app.inject('/readyz')).statusCode).toBe(503);
  });

  test('ready without waiting for a help desk that hangs', async () => {
    const app = gateway({ health: () => new Promise(() => undefined) });
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });

  test.each([
    undefined,
    'Bearer wrong',
    TOKEN,
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN} `,
    'Bearer ',
    'Bearer null',
  ])('the API with Authorization %s → 401, the same for every tenant and path', async (authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const app = gateway({ status: (tenant) => Promise.resolve(tenant === 'default' ? STATUS : null) });
    const paths = ['/api/tenants/default/status', '/api/tenants/nobody/status', '/api/nothing'];
    const answers = await Promise.all(paths.map((url) => app.inject({ url, headers })));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  test.each([TOKEN, VIEWER])('the API with the token of either role → the figures', async (token) => {
    const app = gateway({ status: () => Promise.resolve(STATUS) });
    const headers = { authorization: `Bearer ${token}` };
    expect((await app.inject({ url: '/api/tenants/default/status', headers })).json()).toEqual(STATUS);
  });

  test('no viewer token configured → no token of a viewer gets in', async () => {
    const app = gateway({ tokens: { operator: TOKEN, viewer: null } });
    for (const token of [VIEWER, '', 'null', 'undefined']) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await app.inject({ url: '/api/tenants/default/status', headers })).statusCode).toBe(401);
    }
  });

  test.each(['/livez', '/api/tenants/default/status', '/nothing', '/codec/decode'])(
    '%s: every answer tells browsers to run, frame and keep nothing',
    async (url) => {
      const { headers } = await gateway().inject(url);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/default-src 'self'.*frame-ancestors 'none'/),
        ...{
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
        },
        'cache-control': 'no-store',
      });
    },
  );

  test('a failure in here is told to the log, not to the caller', async () => {
    const errors: string[] = [];
    const app = gateway({
      health: () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:5432')),
      onError: ({ message }) => errors.push(message),
    });
    const answer = await app.inject('/health');
    expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'internal error' }]);
    expect(errors.join()).toContain('ECONNREFUSED');
  });

  test('an unknown path is not repeated', async () => {
    const answer = await gateway().inject('/codec-0123456789abcdef?token=hunter2');
    expect([answer.statusCode, answer.body]).toEqual([404, '{"error":"there is nothing here"}']);
  });

  test('the API with the token, for a tenant that does not exist → 404', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await gateway().inject({ url: '/api/tenants/nobody/status', headers })).statusCode).toBe(404);
  });

  describe('the codec', () => {
    const payloads = [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'IngiCg==' }];
    const decode = (url: string, headers: Record<string, string> = {}) =>
      gateway().inject({ method: 'POST', url: `${url}/decode`, headers, payload: { payloads } });

    test("under /codec with the operator's token, a viewer's will not do", async () => {
      expect((await decode('/codec')).statusCode).toBe(401);
      expect((await decode('/codec', { authorization: `Bearer ${VIEWER}` })).statusCode).toBe(401);
      expect((await decode('/codec', { authorization: `Bearer ${TOKEN}` })).statusCode).toBe(200);
    });

    test('under its private path for the Web UI, and for no other web page', async () => {
      const path = privateCodecPath(TOKEN);
      expect((await decode(path, { origin: UI })).statusCode).toBe(200);
      expect((await decode(path, { origin: 'https://evil.example' })).statusCode).toBe(403);
      expect((await decode(privateCodecPath('another token'), { origin: UI })).statusCode).toBe(404);
    });

    test('without a private path where the gateway is not on loopback', async () => {
      const url = `${privateCodecPath(TOKEN)}/decode`;
      const answer = await gateway({ privateCodec: false }).inject({
        method: 'POST',
        url,
        payload: { payloads },
      });
      expect(answer.statusCode).toBe(404);
    });
  });
});
