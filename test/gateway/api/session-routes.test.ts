import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { apiGateway, as, OPERATOR, VIEWER } from '../support/api-gateway.js';
import { apiSources, apiTenant } from '../support/api-sources.js';

let server: FastifyInstance;
afterEach(() => server.close());

const paused: string[] = [];
function gateway() {
  paused.length = 0;
  const sources = apiSources({
    tenants: () => [apiTenant('acme'), apiTenant('globex')],
    actions: {
      ...apiSources().actions,
      pause: ({ name }) => {
        paused.push(name);
        return Promise.resolve();
      },
    },
  });
  server = apiGateway({ sources });
  return server;
}

const logIn = (token: string, headers = {}) =>
  server.inject({ method: 'POST', url: '/api/session', headers, payload: { token } });

async function cookieOf(token: string): Promise<string> {
  const answer = await logIn(token);
  return String(answer.headers['set-cookie']).split(';')[0] as string;
}

const pause = (headers: Record<string, string>) =>
  server.inject({ method: 'POST', url: '/api/tenants/acme/pause', headers, payload: { reason: 'a test' } });

describe('logging in', () => {
  test.each([
    [OPERATOR, 'operator'],
    [VIEWER, 'viewer'],
  ])('with the token %s → a session as %s, and the tenants', async (token, role) => {
    gateway();
    const answer = await logIn(token);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ role, tenants: [{ name: 'acme' }, { name: 'globex' }] });
    expect(answer.body).not.toContain(token);
    const cookie = await cookieOf(token);
    const known = await server.inject({ url: '/api/session', headers: { cookie } });
    expect(known.json()).toMatchObject({ role, expiresAt: expect.stringMatching(/^\d{4}-/) });
  });

  test('with another token → 401, no cookie, and no word of tenants', async () => {
    gateway();
    const answer = await logIn('another-token-of-somebody');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).not.toContain('acme');
  });

  test.each([[{}], [{ token: 7 }], [{ token: 'x', more: 1 }], [[]]])(
    'with %j → 400 that names what is expected',
    async (payload) => {
      const answer = await gateway().inject({ method: 'POST', url: '/api/session', payload });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toEqual({ error: expect.stringContaining('expected') });
    },
  );

  test('from a page of somebody else → 403', async () => {
    gateway();
    expect((await logIn(OPERATOR, { origin: 'https://evil.example' })).statusCode).toBe(403);
  });
});

describe('a session', () => {
  const own = { host: 'localhost:80', origin: 'http://localhost:80' };

  test('changes something from a page of this gateway only', async () => {
    gateway();
    const cookie = await cookieOf(OPERATOR);
    for (const headers of [
      { cookie },
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'http://localhost:8233', host: 'localhost:80' },
      { cookie, origin: 'null' },
      { cookie, ...own, 'sec-fetch-site': 'cross-site' },
      { cookie, ...own, 'sec-fetch-site': 'same-site' },
    ])
      expect((await pause(headers)).statusCode).toBe(403);
    expect(paused).toEqual([]);
    expect((await pause({ cookie, ...own })).statusCode).toBe(202);
    expect((await pause({ cookie, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(202);
    expect(paused).toEqual(['acme', 'acme']);
  });

  test('of a viewer changes nothing', async () => {
    gateway();
    const answer = await pause({ cookie: await cookieOf(VIEWER), ...own });
    expect([answer.statusCode, paused]).toEqual([403, []]);
  });

  test('is over after logging out, also for whoever kept the cookie', async () => {
    gateway();
    const cookie = await cookieOf(OPERATOR);
    const answer = await server.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { cookie, ...own },
    });
    expect(answer.statusCode).toBe(204);
    expect(String(answer.headers['set-cookie'])).toContain('Max-Age=0');
    expect((await server.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401);
  });
});

describe('a bearer token', () => {
  test('needs no page: nobody’s browser sends it by itself', async () => {
    gateway();
    expect((await pause(as(OPERATOR))).statusCode).toBe(202);
    expect((await pause(as(VIEWER))).statusCode).toBe(403);
    expect((await server.inject({ url: '/api/session', headers: as(VIEWER) })).json()).toMatchObject({
      ...{ role: 'viewer', expiresAt: null },
    });
  });
});

test.each([
  '/api/session',
  '/api/overview',
  '/api/tickets?tenant=acme',
  '/api/tenants/acme/tickets/1',
  '/api/events',
  '/api/export.csv',
  '/api/nothing',
])('%s without a session → 401, and the same for a tenant that does not exist', async (url) => {
  const answer = await gateway().inject(url);
  const other = await server.inject(url.replace('acme', 'nobody'));
  expect([answer.statusCode, other.body]).toEqual([401, answer.body]);
});
