import { describe, expect, test } from '@jest/globals';
import type { TicketPlatform, TicketWrite } from '../../../src/ports/platform.js';
import { cannedError, fixture, platformErrorOf, withAccount, type CannedBehaviour } from './fake-account.js';

const write: TicketWrite = {
  tags: ['billing', 'ai_processed'],
  priority: 'high',
  note: 'Summary: charged twice',
  record: {
    workflowId: 'ticket-default-zendesk-42',
    verdictId: 'v-1',
    contentHash: 'ab12',
    tags: ['ai_processed'],
    priority: 'high',
    declinedTags: ['ai_bug'],
  },
  expectedUpdatedAt: '2026-09-18T10:05:07Z',
};
const put = (account: TicketPlatform, signal?: AbortSignal) => account.write('42', write, signal);

const resetAfterReading: CannedBehaviour = (request) => request.socket.resetAndDestroy();
const neverAnswer: CannedBehaviour = () => undefined;
const cutOff: CannedBehaviour = (_request, response) => {
  response.writeHead(200, { 'content-length': '500' });
  response.write('{"ticket":{"id":42}');
  response.socket?.destroySoon();
};

describe('write', () => {
  test('is one PUT with tags, priority, private comment, record and the stamp it depends on', async () => {
    await withAccount([{ body: fixture('ticket') }], async ({ platform, requests }) => {
      await put(platform());
      expect(requests).toHaveLength(1);
      expect(requests[0]).toMatchObject({ method: 'PUT', path: '/api/v2/tickets/42', query: {} });
      expect(requests[0]?.headers['content-type']).toBe('application/json');
      expect(requests[0]?.body).toEqual({
        ticket: {
          tags: ['billing', 'ai_processed'],
          priority: 'high',
          comment: { body: 'Summary: charged twice', public: false },
          metadata: {
            ai_ticket_processor: {
              workflow_id: 'ticket-default-zendesk-42',
              verdict_id: 'v-1',
              content_hash: 'ab12',
              tags: ['ai_processed'],
              priority: 'high',
              declined_tags: ['ai_bug'],
            },
          },
          safe_update: true,
          updated_stamp: '2026-09-18T10:05:07Z',
        },
      });
    });
  });

  test('is applied only if nobody changed the ticket since it was read: a safe update on its stamp', async () => {
    await withAccount([{ body: fixture('ticket') }], async ({ platform, requests }) => {
      await put(platform());
      const { ticket } = requests[0]?.body as { ticket: Record<string, unknown> };
      expect(ticket['safe_update']).toBe(true);
      expect(ticket['updated_stamp']).toBe(write.expectedUpdatedAt);
    });
  });

  test('without a priority the priority is not mentioned', async () => {
    await withAccount([{ body: fixture('ticket') }], async ({ platform, requests }) => {
      const { tags, note, record, expectedUpdatedAt } = write;
      await platform().write('42', { tags, note, record, expectedUpdatedAt });
      expect((requests[0]?.body as { ticket: object }).ticket).not.toHaveProperty('priority');
    });
  });

  test.each([
    ['databaseConflict', 'conflict'],
    ['updateConflict', 'conflict'],
    ['badGateway', 'uncertain'],
    ['page', 'uncertain'],
    ['maintenance', 'unavailable'],
    ['firewall', 'unavailable'],
    ['invalidEndpoint', 'unavailable'],
    ['rateLimitedJson', 'rateLimited'],
    ['rateLimitedText', 'rateLimited'],
    ['rateLimitedHtml', 'rateLimited'],
    ['unauthorized', 'unauthorized'],
    ['forbidden', 'forbidden'],
    ['notFound', 'notFound'],
    ['closed', 'invalid'],
    ['tooManyValues', 'invalid'],
  ])('%s → %s', async (name, kind) => {
    await withAccount([cannedError(name)], async ({ platform, requests }) => {
      expect((await platformErrorOf(put(platform()))).kind).toBe(kind);
      expect(requests).toHaveLength(1);
    });
  });

  test.each([
    ['500', { status: 500 }],
    ['504', { status: 504 }],
    ['503 that names no time', { status: 503 }],
    ['408', { status: 408 }],
    ['200 without a body', { status: 200 }],
    ['200 with JSON that is no ticket', { status: 200, body: { ok: true } }],
    ['a reset after the request was read', resetAfterReading],
    ['an answer cut off in the middle', cutOff],
  ])('%s → uncertain', async (_title, answer) => {
    await withAccount([answer], async ({ platform }) => {
      expect((await platformErrorOf(put(platform()))).kind).toBe('uncertain');
    });
  });

  test('no answer in time → uncertain', async () => {
    await withAccount([neverAnswer], async ({ platform, requests }) => {
      const error = await platformErrorOf(put(platform({ requestTimeoutMs: 100 })));
      expect(error).toMatchObject({ kind: 'uncertain', status: undefined });
      expect(error.message).toBe('PUT /api/v2/tickets/42: expected an answer, got ETIMEDOUT');
      expect(requests).toHaveLength(1);
    });
  });

  test('connection refused → unavailable: it was never sent', async () => {
    let closedUrl = '';
    await withAccount([], ({ url }) => {
      closedUrl = url;
      return Promise.resolve();
    });
    await withAccount([], async ({ platform }) => {
      const error = await platformErrorOf(put(platform({ baseUrl: closedUrl })));
      expect(error).toMatchObject({ kind: 'unavailable', cause: { code: 'ECONNREFUSED' } });
    });
  });

  test('a name that does not resolve → unavailable', async () => {
    await withAccount([], async ({ platform }) => {
      const error = await platformErrorOf(put(platform({ baseUrl: 'https://no-such-account.invalid' })));
      expect(error.kind).toBe('unavailable');
    });
  });
});
