/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { send } from '../json-client.js';
import { runFreshdesk, withFreshdesk, type RunningFreshdesk } from './running-freshdesk.js';

let freshdesk: RunningFreshdesk;
let ticketId: number;

beforeAll(async () => {
  freshdesk = await runFreshdesk({ tickets: 20 });
  ticketId = await freshdesk.open({
    requester: { name: 'Lorna Varnham', email: 'lorna@example.com' },
    description: 'a < b\nsecond line',
    tags: ['VIP'],
  });
  for (let reply = 1; reply <= 11; reply += 1)
    await freshdesk.control('agent-edit', { id: ticketId, reply: `reply ${reply}` });
  await freshdesk.control('agent-edit', { id: ticketId, note: 'between us' });
});

afterAll(() => freshdesk.close());

describe('one ticket', () => {
  test('it has both forms of its text, and says nothing of being deleted', async () => {
    const { status, body } = await freshdesk.get(`tickets/${ticketId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: ticketId,
      status: 2,
      priority: 1,
      source: 2,
      tags: ['VIP'],
      spam: false,
      description: '<div>a &lt; b<br>second line</div>',
      description_text: 'a < b\nsecond line',
      attachments: [],
    });
    expect(body).not.toHaveProperty('deleted');
  });

  test('include brings requester, stats and the first ten conversations', async () => {
    const { body } = await freshdesk.get(`tickets/${ticketId}?include=requester,stats,conversations`);
    expect(body.requester).toMatchObject({ name: 'Lorna Varnham', email: 'lorna@example.com' });
    expect(body.stats.first_responded_at).toMatch(/Z$/);
    const texts = body.conversations.map(({ body_text }: { body_text: string }) => body_text);
    expect(texts).toEqual(Array.from({ length: 10 }, (_, place) => `reply ${place + 1}`));
  });

  test('conversations come in pages, replies public and notes private', async () => {
    const first = await freshdesk.get(`tickets/${ticketId}/conversations?per_page=10`);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    const second = await freshdesk.get(`tickets/${ticketId}/conversations?per_page=10&page=2`);
    expect(second.headers.get('link')).toBeNull();
    expect(second.body).toMatchObject([
      { body_text: 'reply 11', private: false, incoming: false, source: 0, ticket_id: ticketId },
      { body_text: 'between us', body: '<div>between us</div>', private: true, source: 2 },
    ]);
  });

  test('what the customer answers is incoming, and opens the ticket again', async () => {
    const id = await freshdesk.open({ status: 'resolved' });
    await freshdesk.control('agent-edit', { id, customerReply: 'Still broken' });
    const { body } = await freshdesk.get(`tickets/${id}?include=conversations,stats`);
    expect(body).toMatchObject({
      status: 2,
      stats: { resolved_at: null, requester_responded_at: body.updated_at },
      conversations: [{ incoming: true, private: false, user_id: body.requester_id }],
    });
  });

  test('a deleted one says so, a spam one too, a merged one is closed with a note', async () => {
    const [deleted, spam, merged] = [
      await freshdesk.open({ status: 'deleted' }),
      await freshdesk.open({ status: 'spam' }),
      await freshdesk.open(),
    ];
    await freshdesk.control('agent-edit', { id: merged, mergeInto: 1 });
    expect((await freshdesk.get(`tickets/${deleted}`)).body.deleted).toBe(true);
    expect((await freshdesk.get(`tickets/${spam}`)).body.spam).toBe(true);
    expect((await freshdesk.get(`tickets/${merged}?include=conversations`)).body).toMatchObject({
      status: 5,
      conversations: [{ private: true, body_text: expect.stringContaining('merged into ticket 1') }],
    });
  });

  test.each([
    'tickets/424242',
    'tickets/abc',
    'tickets/424242/conversations',
    'contacts/1',
    'agents/1',
    'nothing',
  ])('%s → 404 with an empty body', async (path) => {
    const { status, body } = await freshdesk.get(path);
    expect([status, body]).toEqual([404, null]);
  });

  test('a part that cannot be embedded → 400', async () => {
    const { status, body } = await freshdesk.get('tickets/1?include=description');
    expect([status, body.errors[0].field]).toEqual([400, 'include']);
  });
});

describe('people and setup', () => {
  test('agents/me is an administrator with access to all tickets, and answers with its id', async () => {
    const { body } = await freshdesk.get('agents/me');
    expect(body).toMatchObject({ ticket_scope: 1, contact: { name: 'Triage Integration' } });
    expect((await freshdesk.get(`agents/${body.id}`)).body).toEqual(body);
    const roles = (await freshdesk.get('roles')).body as { id: number; name: string }[];
    expect(roles.find(({ id }) => id === body.role_ids[0])?.name).toBe('Administrator');
  });

  test('every requester and every author can be looked up', async () => {
    for (let id = 1; id <= 20; id += 1) {
      const { body } = await freshdesk.get(`tickets/${id}?include=requester,conversations`);
      const contact = await freshdesk.get(`contacts/${body.requester_id}`);
      expect(contact.body).toMatchObject({ id: body.requester_id, email: body.requester.email });
      for (const { incoming, user_id } of body.conversations)
        expect((await freshdesk.get(`${incoming ? 'contacts' : 'agents'}/${user_id}`)).status).toBe(200);
    }
  });

  test.each([1, 3, 4])(
    'rules of type %i have conditions and actions; those on updates have events',
    async (type) => {
      const { body } = await freshdesk.get(`automations/${type}/rules`);
      expect(body.length).toBeGreaterThan(0);
      for (const { conditions, actions, events } of body) {
        expect(conditions[0]).toMatchObject({
          match_type: expect.any(String),
          properties: expect.any(Array),
        });
        expect(actions.length).toBeGreaterThan(0);
        expect(events !== undefined).toBe(type === 4);
      }
    },
  );

  test('there are no rules of another type, and ticket fields name every status', async () => {
    expect((await freshdesk.get('automations/2/rules')).status).toBe(404);
    const fields = (await freshdesk.get('ticket_fields')).body as { name: string; choices: object }[];
    const status = fields.find(({ name }) => name === 'status');
    expect(Object.keys(status?.choices ?? {})).toEqual(['2', '3', '4', '5', '6', '7']);
  });
});

describe('credentials', () => {
  test.each([
    ['none', {}],
    ['a bearer token', { authorization: 'Bearer abc' }],
    ['a password without a key', { authorization: `Basic ${Buffer.from(':X').toString('base64')}` }],
  ])('%s → 401', async (_title, headers) => {
    const { status, body } = await send(`${freshdesk.url}/api/v2/agents/me`, { headers: { ...headers } });
    expect([status, body.code]).toEqual([401, 'invalid_credentials']);
  });

  test(
    'a key that is no administrator’s: listing and rules → 403, and the scope of agents/me says so',
    withFreshdesk({ tickets: 1, faults: { agentRole: true } }, async (restricted) => {
      for (const path of ['tickets', 'automations/4/rules']) {
        const { status, body } = await restricted.get(path);
        expect([status, body.code]).toEqual([403, 'access_denied']);
      }
      expect((await restricted.get('agents/me')).body.ticket_scope).toBe(3);
    }),
  );
});
