import { describe, expect, test } from '@jest/globals';
import type { ZendeskResponseInfo } from '../../../src/platforms/zendesk/client.js';
import { cannedError, fixture, platformErrorOf, withAccount, type CannedBehaviour } from './fake-account.js';

const me = { body: fixture('current-user') };

describe('requests', () => {
  test('an API token is sent as basic credentials, with our name and JSON wanted', async () => {
    await withAccount([me], async ({ platform, requests }) => {
      await platform({ userAgent: 'triage/1' }).whoAmI();
      const { authorization, accept, 'user-agent': userAgent } = requests[0]?.headers ?? {};
      expect(Buffer.from(authorization?.replace('Basic ', '') ?? '', 'base64').toString()).toBe(
        'robot@shop.example/token:tok-123',
      );
      expect({ accept, userAgent }).toEqual({ accept: 'application/json', userAgent: 'triage/1' });
    });
  });

  test('an OAuth token is sent as bearer; a base URL may end in a slash', async () => {
    await withAccount([me], async ({ platform, requests, url }) => {
      await platform({ auth: { oauthToken: 'oa-1' }, baseUrl: `${url}/` }).whoAmI();
      expect(requests[0]).toMatchObject({
        path: '/api/v2/users/me',
        headers: { authorization: 'Bearer oa-1' },
      });
    });
  });

  test('connections are kept alive', async () => {
    const ports = new Set<number | undefined>();
    const answer: CannedBehaviour = (request, response) => {
      ports.add(request.socket.remotePort);
      response.end(JSON.stringify(fixture('current-user')));
    };
    await withAccount([answer, answer], async ({ platform }) => {
      const account = platform();
      await account.whoAmI();
      await account.whoAmI();
      expect(ports.size).toBe(1);
    });
  });

  test('redirects are not followed: credentials stay with the base URL', async () => {
    await withAccount([], async (elsewhere) => {
      const redirect = { status: 302, headers: { location: `${elsewhere.url}/api/v2/users/me` } };
      await withAccount([redirect], async ({ platform }) => {
        expect(await platformErrorOf(platform().whoAmI())).toMatchObject({ kind: 'protocol', status: 302 });
      });
      expect(elsewhere.requests).toEqual([]);
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

  test('a signal that is aborted already sends nothing', async () => {
    await withAccount([me], async ({ platform, requests }) => {
      await expect(platform().whoAmI(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
      expect(requests).toEqual([]);
    });
  });

  test('every answer is reported with route, status and what is left of the limit', async () => {
    const seen: ZendeskResponseInfo[] = [];
    const limited = {
      ...cannedError('notFound'),
      headers: { 'x-rate-limit': '700', 'x-rate-limit-remaining': '698' },
    };
    await withAccount([limited, me], async ({ platform }) => {
      const account = platform({ onResponse: (info) => seen.push(info) });
      await platformErrorOf(account.readTicket('42'));
      await account.whoAmI();
      expect(seen).toEqual([
        {
          route: 'GET /api/v2/tickets/{id}',
          status: 404,
          durationMs: expect.any(Number),
          rateLimit: { limit: 700, remaining: 698 },
        },
        { route: 'GET /api/v2/users/me', status: 200, durationMs: expect.any(Number) },
      ]);
    });
  });

  test('a request without an answer is reported without a status; one that was aborted is not', async () => {
    const seen: ZendeskResponseInfo[] = [];
    const reset: CannedBehaviour = (request) => request.socket.destroy();
    await withAccount([reset], async ({ platform }) => {
      const account = platform({ onResponse: (info) => seen.push(info) });
      await platformErrorOf(account.readTicket('42'));
      await expect(account.readTicket('43', AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
        'stopped',
      );
      expect(seen).toEqual([
        { route: 'GET /api/v2/tickets/{id}', status: null, durationMs: expect.any(Number) },
      ]);
    });
  });
});

describe('whoAmI', () => {
  test.each([
    ['admin', true],
    ['agent', false],
    ['end-user', false],
  ])('%s → canList %s', async (role, canList) => {
    await withAccount([{ body: { user: { id: 9009, role } } }], async ({ platform }) => {
      expect(await platform().whoAmI()).toEqual({ userId: '9009', role, canList });
    });
  });

  test.each([{ id: null, name: 'Anonymous user', role: 'end-user' }, { name: 'Anonymous user' }])(
    '%j is nobody → unauthorized',
    async (user) => {
      await withAccount([{ body: { user } }], async ({ platform }) => {
        expect(await platformErrorOf(platform().whoAmI())).toMatchObject({
          kind: 'unauthorized',
          status: 200,
        });
      });
    },
  );
});
