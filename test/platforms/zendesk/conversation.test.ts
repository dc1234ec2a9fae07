import { describe, expect, test } from '@jest/globals';
import { fixture, withAccount, type CannedAnswer } from './fake-account.js';

const PATH = '/api/v2/tickets/42/comments';
const ticket: CannedAnswer = { body: fixture('ticket') };
const comments: CannedAnswer = { body: fixture('comments-start') };
const users: CannedAnswer = { body: fixture('users') };
const nobody: CannedAnswer = { body: { users: [], next_page: null, count: 0 } };
const start = { part: 'start', peopleIds: [] } as const;

const comment = (text: string, createdAt: string) => ({ author_id: 7001, body: text, created_at: createdAt });
const knownUsers = [{ id: 7001, name: 'Mia Brandt', role: 'end-user' }];

describe('readConversation', () => {
  test('after readTicket: one request for comments with their users, oldest first', async () => {
    await withAccount([ticket, comments, nobody], async ({ platform, requests }) => {
      const account = platform();
      await account.readTicket('42');
      const conversation = await account.readConversation('42', start);
      expect(requests[1]).toMatchObject({
        method: 'GET',
        path: PATH,
        query: { include: 'users', 'page[size]': '100' },
      });
      expect(conversation.subject).toBe('Charged twice');
      expect(conversation.truncated).toBe(false);
      expect(conversation.messages).toMatchObject([
        {
          author: 'customer',
          public: true,
          createdAt: '2026-09-18T10:00:00Z',
          text: 'Hello,\n\nI was charged twice & I want one back.',
          attachmentNames: ['invoice.pdf'],
        },
        {
          author: 'agent',
          public: false,
          createdAt: '2026-09-18T10:02:00Z',
          text: 'Looks like a double booking.',
          attachmentNames: [],
        },
        {
          author: 'customer',
          public: true,
          createdAt: '2026-09-18T10:03:00Z',
          text: 'Still waiting…\nMüller 😀',
          attachmentNames: [],
        },
        {
          author: 'agent',
          public: true,
          createdAt: '2026-09-18T10:04:00Z',
          text: 'Ticket was reassigned.',
          attachmentNames: [],
        },
      ]);
    });
  });

  test('how each message came in: its sender, whether a program wrote it, whether it may be mail', async () => {
    const from = { address: 'mailer-daemon@mail.example' };
    const sent = [
      { author_id: 7, via: { channel: 'email', source: { from } }, metadata: { system: {}, flags: [4, 15] } },
      { author_id: 7, via: { channel: 'chat', source: null }, metadata: { flags: 'odd' } },
      { author_id: 7, metadata: null, plain_body: 'Hello' },
    ];
    const users = [{ id: 7, email: 'jo@shop.example', role: 'end-user' }];
    const answers = [ticket, { body: { comments: sent, users } }, nobody];
    await withAccount(answers, async ({ platform }) => {
      const account = platform();
      await account.readTicket('42');
      const { messages } = await account.readConversation('42', start);
      expect(messages.map(({ origin }) => origin)).toEqual([
        { sender: from.address, automatic: true, mayBeMail: true },
        { sender: 'jo@shop.example', automatic: false, mayBeMail: false },
        { sender: 'jo@shop.example', automatic: false, mayBeMail: true },
      ]);
    });
  });

  test('people are the sideloaded users and the senders of e-mails', async () => {
    await withAccount([ticket, comments, nobody], async ({ platform }) => {
      const account = platform();
      await account.readTicket('42');
      expect((await account.readConversation('42', start)).people).toEqual([
        { name: 'Mia Brandt', email: 'mia@customer.example', phone: '+49 30 5550100' },
        { name: 'Ada Agent', email: 'ada@shop.example', phone: null },
        { name: 'Mia B.', email: 'mia.private@customer.example', phone: null },
      ]);
    });
  });

  test('a ticket that this process has not read is read once for its subject', async () => {
    await withAccount([comments, ticket, nobody, comments], async ({ platform, requests }) => {
      const account = platform();
      expect((await account.readConversation('42', start)).subject).toBe('Charged twice');
      expect((await account.readConversation('42', start)).subject).toBe('Charged twice');
      expect(requests.map(({ path }) => path)).toEqual([
        PATH,
        '/api/v2/tickets/42',
        '/api/v2/users/show_many',
        PATH,
      ]);
    });
  });

  test('the listing also tells the subject', async () => {
    const page = {
      body: { tickets: [{ id: 42, subject: 'From the list' }], after_cursor: 'c', end_of_stream: true },
    };
    const answer = { body: { comments: [{ author_id: null, plain_body: 'Hello' }], users: [] } };
    await withAccount([page, answer], async ({ platform }) => {
      const account = platform();
      await account.listChanges({ cursor: 'b' });
      expect((await account.readConversation('42', start)).subject).toBe('From the list');
    });
  });

  test('people who wrote nothing are looked up in one request, once, also those who are gone', async () => {
    const options = { part: 'start', peopleIds: ['7001', '7002', '7003'] } as const;
    await withAccount([ticket, comments, users, comments], async ({ platform, requests }) => {
      const account = platform();
      await account.readTicket('42');
      const { people } = await account.readConversation('42', options);
      expect(people.map(({ name }) => name)).toEqual(['Mia Brandt', 'Ada Agent', 'Cy Copied', 'Mia B.']);
      expect(requests[2]).toMatchObject({
        path: '/api/v2/users/show_many',
        query: { ids: '7009,7002,7003' },
      });
      await account.readConversation('42', options);
      expect(requests).toHaveLength(4);
    });
  });

  test('people who come with the ticket are not looked up', async () => {
    const users = [{ id: 7002, name: 'Ada Agent', email: null }];
    const withPeople = { body: { ...fixture<object>('ticket'), users } };
    const answer = { body: { comments: [{ author_id: null, plain_body: 'Hello' }] } };
    await withAccount([withPeople, answer], async ({ platform, requests }) => {
      const account = platform();
      await account.readTicket('42');
      const { people } = await account.readConversation('42', { part: 'start', peopleIds: ['7002'] });
      expect(people).toEqual([{ name: 'Ada Agent', email: null, phone: null }]);
      expect(requests).toHaveLength(2);
    });
  });

  test('5,000 recipients are looked up 100 at a time', async () => {
    const peopleIds = Array.from({ length: 250 }, (_, index) => String(index + 1));
    const answer = { body: { comments: [{ author_id: null, plain_body: 'Hello' }] } };
    await withAccount([ticket, answer, nobody, nobody, nobody], async ({ platform, requests }) => {
      const account = platform();
      await account.readTicket('42');
      await account.readConversation('42', { part: 'start', peopleIds });
      const asked = requests.slice(2).map(({ query }) => query.ids?.split(',').length);
      expect(asked).toEqual([100, 100, 50]);
    });
  });

  test('a server that ignores include=users: authors and people come from show_many', async () => {
    await withAccount(
      [ticket, { body: fixture('comments-offset') }, users],
      async ({ platform, requests }) => {
        const account = platform();
        await account.readTicket('42');
        const conversation = await account.readConversation('42', { part: 'start', peopleIds: ['7002'] });
        expect(requests[2]?.query).toEqual({ ids: '7001,9001,7002' });
        expect(conversation.messages.map(({ author }) => author)).toEqual(['customer', 'agent']);
        expect(conversation.people.map(({ name }) => name)).toEqual(['Mia Brandt', 'Ada Agent', 'Cy Copied']);
        expect(conversation.truncated).toBe(true);
      },
    );
  });

  test('the latest part is asked newest first and given oldest first', async () => {
    const body = {
      comments: [comment('second', '2026-09-18T10:01:00Z'), comment('first', '2026-09-18T10:00:00Z')],
      users: knownUsers,
      meta: { has_more: true, after_cursor: 'more' },
      links: { next: 'https://shop.example/x?page[after]=more' },
    };
    await withAccount([ticket, { body }], async ({ platform, requests }) => {
      const account = platform();
      await account.readTicket('42');
      const conversation = await account.readConversation('42', { part: 'latest', peopleIds: [] });
      expect(requests[1]?.query).toEqual({ include: 'users', sort: '-created_at', 'page[size]': '100' });
      expect(conversation.messages.map(({ text }) => text)).toEqual(['first', 'second']);
      expect(conversation.truncated).toBe(true);
    });
  });

  test('the latest part from a server with offset pages is asked again with sort_order', async () => {
    const body = {
      comments: [comment('last', '2026-09-19T10:00:00Z'), comment('before', '2026-09-19T09:00:00Z')],
      users: knownUsers,
      next_page: 'https://shop.example/x?page=2',
      count: 140,
    };
    await withAccount(
      [ticket, { body: fixture('comments-offset') }, { body }],
      async ({ platform, requests }) => {
        const account = platform();
        await account.readTicket('42');
        const conversation = await account.readConversation('42', { part: 'latest', peopleIds: [] });
        expect(requests[2]?.query).toEqual({ include: 'users', sort_order: 'desc', per_page: '100' });
        expect(conversation.messages.map(({ text }) => text)).toEqual(['before', 'last']);
      },
    );
  });

  test.each([
    ['forbidden', 'unauthorized'],
    ['notFound', 'protocol'],
    ['tooManyValues', 'protocol'],
    ['rateLimitedJson', 'rateLimited'],
  ])('a look-up of people that ends %s → %s, which does not skip the ticket', async (name, kind) => {
    const refused = fixture<Record<string, CannedAnswer>>('errors')[name] ?? {};
    await withAccount([ticket, comments, refused], async ({ platform }) => {
      const account = platform();
      await account.readTicket('42');
      await expect(account.readConversation('42', start)).rejects.toMatchObject({ kind });
    });
  });
});
