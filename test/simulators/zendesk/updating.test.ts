/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { send } from '../json-client.js';
import { withZendesk, type RunningZendesk } from './running-zendesk.js';

async function stampOf(zendesk: RunningZendesk, id: number): Promise<string> {
  return (await zendesk.get(`tickets/${id}`)).body.ticket.updated_at as string;
}

describe('updating a ticket', () => {
  test(
    'one write sets tags, priority, a private note and metadata, and answers ticket and audit',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open({ tags: ['vip'] });
      const { status, body } = await zendesk.put(`tickets/${id}.json`, {
        ticket: {
          tags: ['vip', 'AI_Processed', 'vip'],
          priority: 'high',
          comment: { body: 'A note', public: false },
          metadata: { verdict: 'v1' },
          safe_update: true,
          updated_stamp: await stampOf(zendesk, id),
        },
      });
      expect(status).toBe(200);
      expect(body.ticket).toMatchObject({
        id,
        tags: ['ai_processed', 'vip'],
        priority: 'high',
        status: 'new',
      });
      expect(body.audit.metadata.custom).toEqual({ verdict: 'v1' });
      expect(body.audit.events).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ type: 'Comment', body: 'A note', public: false }),
          expect.objectContaining({
            type: 'Change',
            field_name: 'tags',
            previous_value: ['vip'],
            value: ['ai_processed', 'vip'],
          }),
          expect.objectContaining({
            type: 'Change',
            field_name: 'priority',
            previous_value: null,
            value: 'high',
          }),
        ]),
      );
      const { audits } = (await zendesk.get(`tickets/${id}/audits`)).body;
      expect(audits.at(-1)).toEqual(body.audit);
    }),
  );

  test(
    'a safe update with the stamp of an earlier second → 409, nothing applied',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open();
      const old = new Date(Date.parse(await stampOf(zendesk, id)) - 1000).toISOString();
      const ticket = { tags: ['x'], safe_update: true, updated_stamp: old };
      const { status, body } = await zendesk.put(`tickets/${id}`, { ticket });
      expect([status, body.error]).toEqual([409, 'UpdateConflict']);
      expect((await zendesk.ledger()).tickets[id]).toMatchObject({ writes: 0, tags: [] });
    }),
  );

  test(
    'the stamp has a resolution of one second: two writes within it both pass',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open();
      const stamp = await stampOf(zendesk, id);
      expect(stamp).toMatch(/:\d\dZ$/);
      const edited = await zendesk.control('agent-edit', { id, addTags: ['by_person'] });
      const sameSecond = edited.body.ticket.updated_at === stamp;
      const ticket = { tags: ['mine'], safe_update: true, updated_stamp: stamp };
      expect((await zendesk.put(`tickets/${id}`, { ticket })).status).toBe(sameSecond ? 200 : 409);
    }),
  );

  test(
    'an old stamp without safe_update is ignored',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open();
      const ticket = { tags: ['x'], updated_stamp: '2001-01-01T00:00:00Z' };
      expect((await zendesk.put(`tickets/${id}`, { ticket })).status).toBe(200);
    }),
  );

  test(
    'a write that changes nothing leaves no audit and no write in the ledger',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open({ tags: ['a'] });
      const { body } = await zendesk.put(`tickets/${id}`, { ticket: { tags: ['a'], priority: null } });
      expect(body.audit.events).toEqual([]);
      expect((await zendesk.ledger()).tickets[id].writes).toBe(0);
      expect((await zendesk.get(`tickets/${id}/audits`)).body.count).toBe(1);
    }),
  );

  test(
    'a closed ticket → 422 with details',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open({ status: 'closed' });
      const { status, body } = await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } });
      expect(status).toBe(422);
      expect(body).toMatchObject({
        error: 'RecordInvalid',
        details: { status: [{ description: 'Status: closed prevents ticket update' }] },
      });
    }),
  );

  test.each([
    ['priority', { priority: 'critical' }],
    ['status', { status: 'deleted' }],
    ['comment', { comment: { body: ' ', public: false } }],
  ])('a %s that is not allowed → 422', async (field, ticket) => {
    await withZendesk({}, async (zendesk) => {
      const answer = await zendesk.put(`tickets/${await zendesk.open()}`, { ticket });
      expect(answer.status).toBe(422);
      expect(Object.keys(answer.body.details as object)).toEqual([field]);
    })();
  });

  test(
    'tags: PUT adds, DELETE takes off, POST replaces',
    withZendesk({}, async (zendesk) => {
      const id = await zendesk.open({ tags: ['a'] });
      const url = `${zendesk.url}/api/v2/tickets/${id}/tags`;
      expect((await send(url, { method: 'PUT', body: { tags: ['b'] } })).body).toEqual({ tags: ['a', 'b'] });
      expect((await send(url, { method: 'DELETE', body: { tags: ['a'] } })).status).toBe(204);
      expect((await send(url, { method: 'POST', body: { tags: ['c'] } })).body).toEqual({ tags: ['c'] });
      const stale = { tags: ['d'], safe_update: 'true', updated_stamp: '2001-01-01T00:00:00Z' };
      expect((await send(url, { method: 'PUT', body: stale })).status).toBe(409);
    }),
  );
});

describe('update_many', () => {
  async function finished(zendesk: RunningZendesk, jobId: string) {
    for (;;) {
      const { job_status: job } = (await zendesk.get(`job_statuses/${jobId}`)).body;
      if (job.status === 'completed') return job;
    }
  }

  test(
    'a batch is queued, then applied, with one result a ticket',
    withZendesk({ jobDelayMs: 5 }, async (zendesk) => {
      const [open, closed] = [await zendesk.open(), await zendesk.open({ status: 'closed' })];
      const { body } = await zendesk.put('tickets/update_many', {
        tickets: [
          { id: open, additional_tags: ['batch'], comment: { body: 'n', public: false } },
          { id: closed, additional_tags: ['batch'] },
          { id: 999, additional_tags: ['batch'] },
        ],
      });
      expect(body.job_status).toMatchObject({ status: 'queued', total: 3, results: null });
      const { results } = await finished(zendesk, body.job_status.id as string);
      expect(results.map(({ id, success }: { id: number; success: boolean }) => [id, success])).toEqual([
        [open, true],
        [closed, false],
        [999, false],
      ]);
      expect((await zendesk.ledger()).tickets[open]).toMatchObject({
        writes: 1,
        aiComments: 1,
        tags: ['batch'],
      });
    }),
  );

  test(
    'more than 30 open jobs → 429',
    withZendesk({ jobDelayMs: 60_000 }, async (zendesk) => {
      const id = await zendesk.open();
      const body = { tickets: [{ id, additional_tags: ['x'] }] };
      for (let job = 0; job < 30; job += 1) {
        expect((await zendesk.put('tickets/update_many', body)).status).toBe(200);
      }
      const refused = await zendesk.put('tickets/update_many', body);
      expect([refused.status, refused.body.error]).toEqual([429, 'TooManyJobs']);
    }),
  );

  test(
    'more than 100 tickets → 400',
    withZendesk({}, async (zendesk) => {
      const tickets = Array.from({ length: 101 }, (_, index) => ({ id: index + 1, tags: [] }));
      expect((await zendesk.put('tickets/update_many', { tickets })).status).toBe(400);
    }),
  );
});
