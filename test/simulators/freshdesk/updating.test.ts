/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { AUTHORIZATION, withFreshdesk } from './running-freshdesk.js';

describe('updating a ticket', () => {
  test(
    'tags replace the whole list, each once whatever its case, in the spelling the ticket had',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open({ tags: ['VIP', 'trial'] });
      const { status, body } = await freshdesk.put(`tickets/${id}`, {
        tags: ['ai_processed', 'vip', 'AI_Processed'],
        priority: 3,
        status: 3,
        custom_fields: { cf_region: 'emea' },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id,
        tags: ['ai_processed', 'VIP'],
        priority: 3,
        status: 3,
        custom_fields: { cf_plan: null, cf_region: 'emea' },
      });
      expect((await freshdesk.get(`tickets/${id}`)).body).toEqual(body);
    }),
  );

  test(
    'the last write wins, whatever was read before',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open({ tags: ['a'] });
      const { tags } = (await freshdesk.get(`tickets/${id}`)).body as { tags: string[] };
      await freshdesk.control('agent-edit', { id, addTags: ['b'] });
      expect((await freshdesk.put(`tickets/${id}`, { tags })).body.tags).toEqual(['a']);
    }),
  );

  test(
    'an update that changes nothing does not touch the ticket, and is no write',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open({ tags: ['a'], ageDays: 1 });
      const before = (await freshdesk.get(`tickets/${id}`)).body.updated_at as string;
      const { body } = await freshdesk.put(`tickets/${id}`, { tags: ['a'], priority: 1 });
      expect(body.updated_at).toBe(before);
      expect((await freshdesk.ledger()).tickets[id].writes).toBe(0);
    }),
  );

  test(
    'a closed ticket takes an update, a deleted or spam one answers 405',
    withFreshdesk({}, async (freshdesk) => {
      const closed = await freshdesk.open({ status: 'closed' });
      expect((await freshdesk.put(`tickets/${closed}`, { tags: ['x'] })).status).toBe(200);
      for (const status of ['deleted', 'spam']) {
        const id = await freshdesk.open({ status });
        const answers = [
          await freshdesk.put(`tickets/${id}`, { tags: ['x'] }),
          await freshdesk.post(`tickets/${id}/notes`, { body: 'x' }),
        ];
        for (const { status: code, body } of answers)
          expect([code, body.code]).toEqual([405, 'method_not_allowed']);
      }
    }),
  );

  test.each<[string, Record<string, unknown>, string]>([
    ['priority', { priority: 5 }, 'invalid_value'],
    ['priority', { priority: null }, 'invalid_value'],
    ['status', { status: 'open' }, 'invalid_value'],
    ['tags', { tags: 'one,two' }, 'datatype_mismatch'],
    ['tags', { tags: [1] }, 'datatype_mismatch'],
    ['tags', { tags: ['x'.repeat(33)] }, 'invalid_value'],
    ['tags', { tags: ['a,b'] }, 'invalid_value'],
    ['updated_stamp', { updated_stamp: 'x' }, 'invalid_field'],
    ['cf_unknown', { custom_fields: { cf_unknown: 'x' } }, 'invalid_field'],
  ])('a wrong %s → 400 and nothing applied: %j', async (field, body, code) => {
    await withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open();
      const answer = await freshdesk.put(`tickets/${id}`, { subject: 'Changed', ...body });
      expect([answer.status, answer.body.description]).toEqual([400, 'Validation failed']);
      expect(answer.body.errors).toEqual([{ field, code, message: expect.any(String) }]);
      expect((await freshdesk.get(`tickets/${id}`)).body.subject).toBe('Broken');
    })();
  });

  test(
    'every wrong field is named at once',
    withFreshdesk({}, async (freshdesk) => {
      const { body } = await freshdesk.put(`tickets/${await freshdesk.open()}`, { priority: 9, nonsense: 1 });
      expect((body.errors as { field: string }[]).map(({ field }) => field)).toEqual([
        'priority',
        'nonsense',
      ]);
    }),
  );

  test.each([
    ['{"tags":', 'application/json', 400],
    ['', 'application/json', 400],
    ['{}', 'application/json', 400],
    ['tags=x', 'text/csv', 415],
  ])('a body of %j as %s → %i', async (body, type, status) => {
    await withFreshdesk({}, async (freshdesk) => {
      const answer = await fetch(`${freshdesk.url}/api/v2/tickets/${await freshdesk.open()}`, {
        method: 'PUT',
        headers: { authorization: AUTHORIZATION, 'content-type': type },
        body,
      });
      expect(answer.status).toBe(status);
    })();
  });
});

describe('adding a note', () => {
  test(
    'it is private unless said otherwise, and the same call again adds another',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open();
      const first = await freshdesk.post(`tickets/${id}/notes`, { body: '<b>ours</b>', private: true });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        body: '<div><b>ours</b></div>',
        body_text: 'ours',
        private: true,
        incoming: false,
        source: 2,
        ticket_id: id,
        user_id: (await freshdesk.get('agents/me')).body.id as number,
      });
      const second = await freshdesk.post(`tickets/${id}/notes`, { body: '<b>ours</b>' });
      expect([second.body.private, second.body.id === first.body.id]).toEqual([true, false]);
      expect((await freshdesk.get(`tickets/${id}/conversations`)).body).toEqual([first.body, second.body]);
    }),
  );

  test.each([
    ['a comment is taken out', 'a<!-- marker -->b', '<div>ab</div>', 'ab'],
    ['an unknown element is taken out', 'from <jane@example.com>', '<div>from </div>', 'from'],
    ['a data attribute is taken out', '<p data-run="1">x</p>', '<div><p>x</p></div>', 'x'],
    [
      'escaped text stays',
      '&lt;b&gt; &amp; &#39;c&#x27;',
      '<div>&lt;b&gt; &amp; &#39;c&#x27;</div>',
      "<b> & 'c'",
    ],
    ['breaks become blanks in the text', 'one<br>two', '<div>one<br>two</div>', 'one two'],
  ])('%s', async (_title, given, html, text) => {
    await withFreshdesk({}, async (freshdesk) => {
      const { body } = await freshdesk.post(`tickets/${await freshdesk.open()}/notes`, { body: given });
      expect([body.body, body.body_text]).toEqual([html, text]);
    })();
  });

  test.each<[Record<string, unknown>, string, string]>([
    [{ private: true }, 'body', 'missing_field'],
    [{ body: ' ' }, 'body', 'datatype_mismatch'],
    [{ body: 'x', private: 'yes' }, 'private', 'datatype_mismatch'],
    [{ body: 'x', tags: [] }, 'tags', 'invalid_field'],
  ])('%j → 400 that names the field', async (body, field, code) => {
    await withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open();
      const answer = await freshdesk.post(`tickets/${id}/notes`, body);
      expect([answer.status, answer.body.errors]).toEqual([
        400,
        [{ field, code, message: expect.any(String) }],
      ]);
      expect((await freshdesk.ledger()).tickets[id].aiComments).toBe(0);
    })();
  });
});

describe('what people do', () => {
  test(
    'priorities and statuses are taken as the vendor’s numbers and as words',
    withFreshdesk({}, async (freshdesk) => {
      const [words, numbers] = [
        await freshdesk.open({ priority: 'high', status: 'pending' }),
        await freshdesk.open({ priority: 3, status: 3 }),
      ];
      const { tickets } = await freshdesk.ledger();
      for (const id of [words, numbers]) expect(tickets[id]).toMatchObject({ priority: 3, status: 3 });
      await freshdesk.control('agent-edit', { id: words, priority: 'normal', status: 'solved' });
      expect((await freshdesk.get(`tickets/${words}`)).body).toMatchObject({ priority: 2, status: 4 });
      await freshdesk.control('agent-edit', { id: words, status: 'deleted' });
      expect((await freshdesk.get(`tickets/${words}`)).body).toMatchObject({ status: 4, deleted: true });
    }),
  );

  test(
    'an edit of nothing leaves the ticket as it is',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open({ ageDays: 1, tags: ['a'] });
      const before = (await freshdesk.get(`tickets/${id}`)).body;
      await freshdesk.control('agent-edit', { id, addTags: ['A'], priority: null });
      expect((await freshdesk.get(`tickets/${id}`)).body).toEqual(before);
    }),
  );
});
