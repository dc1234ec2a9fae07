import { createSecretKey, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createEncryptionCodec } from '../../src/codec/encryption-codec.js';
import { createGateway, type GatewayOptions } from '../../src/gateway/server.js';
import { privateCodecPath } from '../../src/gateway/token.js';
import type { Health } from '../../src/ops/health.js';

const TOKEN = 'a-token-of-the-tests';
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
  circuits: [],
};

let server: FastifyInstance | undefined;
afterEach(() => server?.close());

function gateway(options: Partial<GatewayOptions> = {}): FastifyInstance {
  server = createGateway({
    token: TOKEN,
    codec: createEncryptionCodec([{ id: 'k', key: createSecretKey(randomBytes(32)) }]),
    allowedOrigins: [UI],
    privateCodec: true,
    health: () => Promise.resolve(HEALTHY),
    status: () => Promise.resolve(null),
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
    const checks = { ...HEALTHY.checks, temporal: 'error' as const };
    const app = gateway({ health: () => Promise.resolve({ ...HEALTHY, checks }) });
    expect((await app.inject('/livez')).statusCode).toBe(200);
    expect((await app.inject('/readyz')).statusCode).toBe(503);
  });

  test.each([undefined, 'Bearer wrong', TOKEN])(
    'the API with Authorization %s → 401, whatever the tenant',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await gateway().inject({ url: '/api/tenants/default/status', headers });
      expect(answer.statusCode).toBe(401);
    },
  );

  test('the API with the token, for a tenant that does not exist → 404', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await gateway().inject({ url: '/api/tenants/nobody/status', headers })).statusCode).toBe(404);
  });

  describe('the codec', () => {
    const payloads = [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'IngiCg==' }];
    const decode = (url: string, headers: Record<string, string> = {}) =>
      gateway().inject({ method: 'POST', url: `${url}/decode`, headers, payload: { payloads } });

    test('under /codec with the token', async () => {
      expect((await decode('/codec')).statusCode).toBe(401);
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
