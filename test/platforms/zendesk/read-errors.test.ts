import { describe, expect, test } from '@jest/globals';
import { cannedError, fixture, platformErrorOf, withAccount, type CannedBehaviour } from './fake-account.js';

const READ = 'GET /api/v2/tickets/42';

describe('a read that fails', () => {
  test.each([
    ['unauthorized', 'unauthorized', undefined],
    ['forbidden', 'forbidden', undefined],
    ['notFound', 'notFound', undefined],
    ['tooManyValues', 'invalid', undefined],
    ['closed', 'invalid', undefined],
    ['databaseConflict', 'unavailable', undefined],
    ['badGateway', 'unavailable', undefined],
    ['maintenance', 'unavailable', 120_000],
    ['rateLimitedJson', 'rateLimited', 37_000],
    ['rateLimitedText', 'rateLimited', 90_000],
    ['rateLimitedHtml', 'rateLimited', 12_000],
    ['firewall', 'protocol', undefined],
    ['invalidEndpoint', 'protocol', undefined],
    ['page', 'protocol', undefined],
  ])('%s → %s, wait %s ms', async (name, kind, retryAfterMs) => {
    await withAccount([cannedError(name)], async ({ platform, requests }) => {
      const error = await platformErrorOf(platform().readTicket('42'));
      expect(error).toMatchObject({ kind, retryAfterMs, status: cannedError(name).status });
      expect(requests).toHaveLength(1);
    });
  });

  test.each([
    [402, 'unauthorized'],
    [404, 'notFound'],
    [408, 'unavailable'],
    [410, 'notFound'],
    [422, 'invalid'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('%i with an empty body → %s', async (status, kind) => {
    await withAccount([{ status }], async ({ platform }) => {
      expect(await platformErrorOf(platform().readTicket('42'))).toMatchObject({ kind, status });
    });
  });

  const reset: CannedBehaviour = (request) => request.socket.resetAndDestroy();
  const silence: CannedBehaviour = () => undefined;
  test.each([
    ['reset', reset],
    ['silence', silence],
  ])('%s → unavailable', async (_title, behaviour) => {
    await withAccount([behaviour], async ({ platform }) => {
      const error = await platformErrorOf(platform({ requestTimeoutMs: 200 }).readTicket('42'));
      expect(error).toMatchObject({ kind: 'unavailable', status: undefined });
    });
  });

  test.each([
    ['{"ticket":', `${READ}: expected a JSON answer, got 200, application/json, no JSON`],
    ['', `${READ}: expected a JSON answer, got 200, application/json, no JSON`],
    ['null', `${READ}: expected a JSON answer, got 200, application/json, unexpected at body`],
    ['{"ticket":null}', `${READ}: expected a JSON answer, got 200, application/json, unexpected at ticket`],
  ])('200 with %j → protocol', async (body, message) => {
    await withAccount([{ body }], async ({ platform }) => {
      expect(await platformErrorOf(platform().readTicket('42'))).toMatchObject({ kind: 'protocol', message });
    });
  });
});

describe('what an error says', () => {
  test('names request, status and the codes of refused fields, not the descriptions', async () => {
    await withAccount([cannedError('closed')], async ({ platform }) => {
      const { message } = await platformErrorOf(platform().readTicket('42'));
      expect(message).toBe(
        `${READ}: expected 200, got 422, application/json, RecordInvalid, status, base:BlankValue`,
      );
    });
  });

  test('holds neither credentials nor text, down to its causes', async () => {
    const { ticket } = fixture<{ ticket: object }>('ticket');
    const odd = { body: { ticket: { ...ticket, updated_at: 'Charged twice' } } };
    const reset: CannedBehaviour = (request) => request.socket.resetAndDestroy();
    for (const answer of [
      odd,
      cannedError('closed'),
      cannedError('page'),
      cannedError('unauthorized'),
      reset,
    ]) {
      await withAccount([answer], async ({ platform }) => {
        const error = await platformErrorOf(platform().readTicket('42'));
        const everything = describeDeeply(error);
        expect(everything).toContain('/api/v2/tickets/42');
        expect(everything).not.toMatch(/tok-123|cm9ib3Q|robot@|charged|Mia/i);
      });
    }
  });
});

/** Own fields of an error and its causes, enumerable or not. */
function describeDeeply(value: unknown): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? '';
  return Object.getOwnPropertyNames(value)
    .map((name) => `${name}=${describeDeeply((value as unknown as Record<string, unknown>)[name])}`)
    .join('\n');
}
