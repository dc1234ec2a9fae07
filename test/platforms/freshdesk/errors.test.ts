import { describe, expect, test } from '@jest/globals';
import type { PlatformErrorKind } from '../../../src/ports/platform.js';
import { platformErrorOf, withAccount, type CannedAnswer, type CannedBehaviour } from './fake-account.js';

const HTML = { 'content-type': 'text/html' };
const invalid = {
  description: 'Validation failed',
  errors: [{ field: 'tags', message: 'Charged twice, says Rita', code: 'datatype_mismatch' }],
};

describe('what an answer to a read means', () => {
  test.each<[string, CannedAnswer, PlatformErrorKind]>([
    ['401', { status: 401, body: { code: 'invalid_credentials', message: 'no' } }, 'unauthorized'],
    ['403 of a suspended account', { status: 403, body: { code: 'account_suspended' } }, 'unauthorized'],
    ['403', { status: 403, body: { code: 'access_denied' } }, 'forbidden'],
    ['403 of a firewall', { status: 403, headers: HTML, body: '<html>blocked</html>' }, 'protocol'],
    ['404 with an empty body', { status: 404 }, 'notFound'],
    ['404 with an empty body, said to be a page', { status: 404, headers: HTML }, 'notFound'],
    ['404 that is a page', { status: 404, headers: HTML, body: '<!DOCTYPE html>' }, 'protocol'],
    [
      '405 of a ticket in the trash',
      { status: 405, body: { message: 'PUT method is not allowed' } },
      'invalid',
    ],
    ['400', { status: 400, body: invalid }, 'invalid'],
    ['409', { status: 409, body: { code: 'inconsistent_state' } }, 'unavailable'],
    ['429 without JSON', { status: 429, body: 'You have exceeded the limit' }, 'rateLimited'],
    ['500', { status: 500, body: { code: 'internal_error' } }, 'unavailable'],
    ['503 that is a page', { status: 503, headers: HTML, body: '<html>soon</html>' }, 'unavailable'],
    ['200 that is a page', { status: 200, headers: HTML, body: '<html>hello</html>' }, 'protocol'],
    ['200 of another shape', { body: { id: 42, tags: 'none' } }, 'protocol'],
  ])('%s → %s', async (_name, answer, kind) => {
    await withAccount([answer], async ({ platform }) => {
      expect((await platformErrorOf(platform().readTicket('42'))).kind).toBe(kind);
    });
  });

  test('Retry-After → how long to wait', async () => {
    await withAccount([{ status: 429, headers: { 'retry-after': '37' } }], async ({ platform }) => {
      expect(await platformErrorOf(platform().readTicket('42'))).toMatchObject({ retryAfterMs: 37_000 });
    });
  });

  test('the message has the codes and not the words of the vendor, which may be those of the ticket', async () => {
    await withAccount([{ status: 400, body: invalid }], async ({ platform }) => {
      const { message } = await platformErrorOf(platform().readTicket('42'));
      expect(message).toBe(
        'GET /api/v2/tickets/42: expected success, got 400, application/json, tags:datatype_mismatch',
      );
    });
  });

  test('no answer → unavailable, and no trace of the key', async () => {
    const reset: CannedBehaviour = (request) => request.socket.destroy();
    await withAccount([reset], async ({ platform }) => {
      const error = await platformErrorOf(platform().readTicket('42'));
      expect(error.kind).toBe('unavailable');
      expect(JSON.stringify([error, error.cause, error.stack])).not.toContain('key-123');
    });
  });

  test.each(['0', '-1', '42/notes', 'abc', ''])('ticket %j → notFound, nothing is sent', async (ticketId) => {
    await withAccount([], async ({ platform, requests }) => {
      expect((await platformErrorOf(platform().readTicket(ticketId))).kind).toBe('notFound');
      expect(requests).toEqual([]);
    });
  });
});
