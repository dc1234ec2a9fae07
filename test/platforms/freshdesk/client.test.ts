import { describe, expect, test } from '@jest/globals';
import type { FreshdeskResponseInfo } from '../../../src/platforms/freshdesk/client.js';
import { platformErrorOf, withAccount, type CannedBehaviour } from './fake-account.js';
import { AGENT } from './samples.js';

const me = { body: AGENT };

describe('requests', () => {
  test('the key is sent as the user of basic credentials, with our name and JSON wanted', async () => {
    await withAccount([me], async ({ platform, requests, url }) => {
      await platform({ userAgent: 'triage/1', baseUrl: `${url}/` }).whoAmI();
      const { authorization, accept, 'user-agent': userAgent } = requests[0]?.headers ?? {};
      expect(Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString()).toBe('key-123:X');
      expect({ accept, userAgent }).toEqual({ accept: 'application/json', userAgent: 'triage/1' });
      expect(requests[0]).toMatchObject({ method: 'GET', path: '/api/v2/agents/me' });
    });
  });

  test('redirects are not followed: the key stays with the base URL', async () => {
    await withAccount([], async (elsewhere) => {
      const redirect = { status: 302, headers: { location: `${elsewhere.url}/api/v2/agents/me` } };
      await withAccount([redirect], async ({ platform }) => {
        expect(await platformErrorOf(platform().whoAmI())).toMatchObject({ kind: 'protocol', status: 302 });
      });
      expect(elsewhere.requests).toEqual([]);
    });
  });

  test('a host elsewhere without TLS is refused before anything is sent', async () => {
    await withAccount([me], ({ platform, requests }) => {
      expect(() => platform({ baseUrl: 'http://help.shop.example' })).toThrow('without TLS');
      expect(requests).toEqual([]);
      return Promise.resolve();
    });
  });

  test('an aborted signal closes the connection and throws its reason', async () => {
    const stop = new AbortController();
    let closed: Promise<unknown> | undefined;
    const hang: CannedBehaviour = (request) => {
      closed = new Promise((resolve) => request.socket.once('close', resolve));
      stop.abort(new Error('shutting down'));
    };
    await withAccount([hang], async ({ platform }) => {
      await expect(platform().whoAmI(stop.signal)).rejects.toThrow('shutting down');
      await closed;
    });
  });

  test('every answer is reported with route, status and what is left of the limit', async () => {
    const seen: FreshdeskResponseInfo[] = [];
    const limited = {
      status: 404,
      headers: { 'x-ratelimit-total': '200.0', 'x-ratelimit-remaining': '198' },
    };
    const reset: CannedBehaviour = (request) => request.socket.destroy();
    await withAccount([limited, reset], async ({ platform }) => {
      const account = platform({ onResponse: (info) => seen.push(info) });
      await platformErrorOf(account.readTicket('42'));
      await platformErrorOf(account.whoAmI());
      expect(seen).toEqual([
        {
          route: 'GET /api/v2/tickets/{id}',
          status: 404,
          durationMs: expect.any(Number),
          rateLimit: { limit: 200, remaining: 198 },
        },
        { route: 'GET /api/v2/agents/me', status: null, durationMs: expect.any(Number) },
      ]);
    });
  });
});

describe('whoAmI', () => {
  test.each([
    [1, 'agent with global access', true],
    [2, 'agent with group access', false],
    [3, 'agent with restricted access', false],
    [null, 'agent with unknown access', false],
  ])('ticket scope %s → %s, canList %s', async (scope, role, canList) => {
    await withAccount([{ body: { ...AGENT, ticket_scope: scope } }], async ({ platform }) => {
      expect(await platform().whoAmI()).toEqual({ userId: '901', role, canList });
    });
  });

  test('the limit that the answer tells comes along', async () => {
    const headers = { 'x-ratelimit-total': '400', 'x-ratelimit-remaining': '399' };
    await withAccount([{ ...me, headers }], async ({ platform }) => {
      expect(await platform().whoAmI()).toMatchObject({ requestLimit: { perMinute: 400, remaining: 399 } });
    });
  });
});
