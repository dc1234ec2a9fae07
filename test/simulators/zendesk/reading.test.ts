/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { send } from '../json-client.js';
import { runZendesk, type RunningZendesk } from './running-zendesk.js';

let zendesk: RunningZendesk;
let ticketId: number;

beforeAll(async () => {
  zendesk = await runZendesk({ tickets: 20 });
  ticketId = await zendesk.open({
    requester: { name: 'Lorna Varnham', email: 'lorna@example.com' },
    tags: ['VIP Customer'],
  });
  for (const reply of ['first', 'second', 'third', 'fourth']) {
    await zendesk.control('agent-edit', { id: ticketId, reply });
  }
});

afterAll(() => zendesk.close());

async function bodiesByCursor(path: string, key: string): Promise<unknown[]> {
  const items: unknown[] = [];
  for (let query = 'page[size]=2'; ;) {
    const { body } = await zendesk.get(`${path}?${query}`);
    items.push(...body[key]);
    if (body.meta.has_more !== true) return items;
    query = new URL(body.links.next as string).search.slice(1);
  }
}

describe('reading', () => {
  test('paths with and without .json give the same ticket', async () => {
    const plain = await zendesk.get('tickets/1');
    expect((await zendesk.get('tickets/1.json')).body).toEqual(plain.body);
    expect(plain.body.ticket).toMatchObject({ id: 1, external_id: null, via: { source: { rel: null } } });
  });

  test('tags are lower case with underscores', async () => {
    expect((await zendesk.get(`tickets/${ticketId}/tags`)).body).toEqual({ tags: ['vip_customer'] });
  });

  test('comments by cursor are all of them, oldest first', async () => {
    const comments = (await bodiesByCursor(`tickets/${ticketId}/comments`, 'comments')) as { body: string }[];
    expect(comments.map(({ body }) => body)).toEqual(['It broke.', 'first', 'second', 'third', 'fourth']);
  });

  test('comments by cursor and sort=-created_at are newest first on every page', async () => {
    const first = (await zendesk.get(`tickets/${ticketId}/comments?page[size]=2&sort=-created_at`)).body;
    const next = await send(first.links.next as string);
    const bodies = [...first.comments, ...next.body.comments].map(({ body }: { body: string }) => body);
    expect(bodies).toEqual(['fourth', 'third', 'second', 'first']);
  });

  test('comments by offset count and link', async () => {
    const { body } = await zendesk.get(`tickets/${ticketId}/comments?per_page=2&page=2`);
    expect(body.comments.map((comment: { body: string }) => comment.body)).toEqual(['second', 'third']);
    expect(body).toMatchObject({
      count: 5,
      next_page: expect.stringContaining('page=3'),
      previous_page: expect.stringContaining('page=1'),
    });
  });

  test('include=users brings the authors, with what is known of them', async () => {
    const { body } = await zendesk.get(`tickets/${ticketId}/comments?include=users`);
    expect(body.users.map(({ role }: { role: string }) => role).sort()).toEqual(['agent', 'end-user']);
    expect(body.users).toContainEqual(
      expect.objectContaining({ name: 'Lorna Varnham', email: 'lorna@example.com' }),
    );
  });

  test('a ticket with sideloads has its people and its number of comments', async () => {
    const { body } = await zendesk.get(`tickets/${ticketId}?include=users,comment_count`);
    expect(body.ticket.comment_count).toBe(5);
    expect(body.users).toHaveLength(1);
  });

  test('audits by cursor are all of them, and begin with the creation', async () => {
    const audits = (await bodiesByCursor(`tickets/${ticketId}/audits`, 'audits')) as {
      events: { type: string }[];
    }[];
    expect(audits).toHaveLength(5);
    expect(audits[0]?.events.map(({ type }) => type)).toContain('Create');
  });

  test('show_many gives those that exist, and refuses more than 100', async () => {
    expect((await zendesk.get(`tickets/show_many?ids=${ticketId},999999`)).body).toMatchObject({ count: 1 });
    const many = Array.from({ length: 101 }, (_, index) => index + 1).join(',');
    expect((await zendesk.get(`tickets/show_many?ids=${many}`)).body.error).toBe('TooManyValues');
  });

  test('users/show_many and users/:id know requesters and agents', async () => {
    const { ticket } = (await zendesk.get(`tickets/${ticketId}`)).body;
    const many = (await zendesk.get(`users/show_many?ids=${ticket.requester_id},1`)).body;
    expect(many.users).toHaveLength(1);
    expect((await zendesk.get(`users/${ticket.requester_id}`)).body.user).toEqual(many.users[0]);
  });

  test('users/me is the admin whose address came with the credentials', async () => {
    expect((await zendesk.get('users/me')).body.user).toMatchObject({
      role: 'admin',
      email: 'bot@tallybird.example',
    });
  });

  test.each([
    ['no credentials', {}],
    [
      'Basic without a secret',
      { authorization: `Basic ${Buffer.from('bot@tallybird.example').toString('base64')}` },
    ],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('%s → 401', async (_title, headers) => {
    const {
      status,
      body,
      headers: answered,
    } = await send(`${zendesk.url}/api/v2/users/me`, { headers: { ...headers } });
    expect([status, body.error]).toEqual([401, "Couldn't authenticate you"]);
    expect(answered.get('www-authenticate')).toContain('Basic');
  });

  test('a Bearer token is accepted', async () => {
    const headers = { authorization: 'Bearer abc' };
    expect((await send(`${zendesk.url}/api/v2/users/me`, { headers })).status).toBe(200);
  });

  test.each([
    ['tickets/424242', 404, 'RecordNotFound'],
    ['nothing/here', 404, 'InvalidEndpoint'],
  ])('%s → %i %s', async (path, status, error) => {
    const answer = await zendesk.get(path);
    expect([answer.status, answer.body.error]).toEqual([status, error]);
  });

  test('an id that is no number → 400 whose error is an object', async () => {
    const { status, body } = await zendesk.get('tickets/abc');
    expect([status, body.error.title]).toEqual([400, 'Invalid attribute']);
  });
});
