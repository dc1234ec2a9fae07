import { describe, expect, test } from '@jest/globals';
import { NOTE_HEADING } from '../../../src/domain/note.js';
import { noteHtml } from '../../../src/platforms/freshdesk/write.js';
import type { ConversationPart } from '../../../src/ports/platform.js';
import { platformErrorOf, withAccount, withServer, type CannedAnswer } from './fake-account.js';
import { AGENT, CONVERSATION, DATE, TICKET } from './samples.js';

const PEOPLE = ['contacts/501', 'agents/901'];

/** Reads ticket and conversation, as one process does. */
async function readBoth(
  { ticket = TICKET, conversations = [CONVERSATION], agent = { body: AGENT } as CannedAnswer },
  part: ConversationPart = 'start',
) {
  const paths: string[] = [];
  let conversation: unknown;
  await withServer(
    ({ path }) => {
      paths.push(path);
      if (path.endsWith('/conversations')) return { headers: DATE, body: conversations };
      return path.includes('/agents/') ? agent : { headers: DATE, body: ticket };
    },
    async ({ platform }) => {
      const account = platform();
      const { peopleIds } = await account.readTicket('42');
      conversation = await account.readConversation('42', { part, peopleIds });
    },
  );
  return { conversation, paths };
}

describe('readConversation', () => {
  test('begins with the ticket’s own text; what the process has read before is not asked again', async () => {
    const { conversation, paths } = await readBoth({});
    expect(paths).toEqual(['/api/v2/tickets/42', '/api/v2/tickets/42/conversations', '/api/v2/agents/901']);
    expect(conversation).toEqual({
      subject: 'Invoice is wrong',
      messages: [
        {
          author: 'customer',
          public: true,
          createdAt: '2026-09-18T10:00:00Z',
          text: 'Hello,\nI was charged twice.',
          attachmentNames: ['invoice.pdf'],
          origin: { sender: 'rita@shop.example', automatic: false, mayBeMail: true },
        },
        {
          author: 'agent',
          public: true,
          createdAt: '2026-09-18T10:02:00Z',
          text: 'Could you send\nthe number?',
          attachmentNames: [],
          origin: { sender: 'help@shop.example', automatic: false, mayBeMail: true },
        },
      ],
      people: [
        { name: 'Rita Moss', email: 'rita@shop.example', phone: '+49 30 1234' },
        { name: null, email: null, phone: '4915112345' },
        { name: 'Rita Moss', email: 'rita@shop.example', phone: '+49 30 1234' },
        { name: null, email: null, phone: '4915112345' },
        { name: 'Ada Stone', email: 'ada@shop.example', phone: null },
        { name: 'Cora Hill', email: 'cora@shop.example', phone: null },
        { name: 'Shop Support', email: 'help@shop.example', phone: null },
      ],
      truncated: false,
    });
  });

  test('another process reads the ticket for it', async () => {
    await withAccount([{ body: [] }, { body: TICKET }, { body: AGENT }], async ({ platform, requests }) => {
      const conversation = await platform().readConversation('42', { part: 'start', peopleIds: PEOPLE });
      expect(conversation.messages).toHaveLength(1);
      expect(requests.map(({ path }) => path)).toEqual([
        '/api/v2/tickets/42/conversations',
        '/api/v2/tickets/42',
        '/api/v2/agents/901',
      ]);
    });
  });

  test.each([
    [{ incoming: true, user_id: 777 }, 'customer'],
    [{ incoming: false, user_id: 501 }, 'customer'],
    [{ incoming: false, user_id: 901 }, 'agent'],
    [{ incoming: null, user_id: null }, 'agent'],
  ])('%j is written by the %s', async (part, author) => {
    const { conversation } = await readBoth({ conversations: [{ ...CONVERSATION, ...part } as never] });
    expect((conversation as { messages: object[] }).messages[1]).toMatchObject({ author });
  });

  test.each([
    [3, false],
    [7, false],
    [1, true],
    [2, true],
  ])('a ticket of source %s may be mail: %s', async (source, mayBeMail) => {
    const { conversation } = await readBoth({ ticket: { ...TICKET, source } });
    expect((conversation as { messages: object[] }).messages[0]).toMatchObject({ origin: { mayBeMail } });
  });

  test('a text without HTML is taken as it is', async () => {
    const plain = { ...TICKET, description: null as unknown as string };
    const { conversation } = await readBoth({ ticket: plain });
    expect((conversation as { messages: object[] }).messages[0]).toMatchObject({
      text: 'Hello, I was charged twice.',
    });
  });

  test('a note of ours is read as one, whose text no model is shown', async () => {
    const body = noteHtml(`${NOTE_HEADING}charged twice\n\nRoot cause: refund`, '[marker]');
    const { conversation } = await readBoth({ conversations: [{ ...CONVERSATION, body, private: true }] });
    const [, note] = (conversation as { messages: { text: string; public: boolean }[] }).messages;
    expect(note).toMatchObject({ public: false, text: expect.stringMatching(/^AI triage: charged twice\n/) });
  });

  test.each([403, 404])('an agent whom the key may not see (%s) stays a stranger', async (status) => {
    const { conversation } = await readBoth({ agent: { status } });
    const { people } = conversation as { people: { name: string | null }[] };
    expect(people.map(({ name }) => name)).not.toContain('Ada Stone');
  });

  test('a look-up that fails otherwise fails the whole: names must not get through', async () => {
    const answers = [{ body: [] }, { body: TICKET }, { status: 502 }];
    await withAccount(answers, async ({ platform }) => {
      const call = platform().readConversation('42', { part: 'start', peopleIds: PEOPLE });
      expect((await platformErrorOf(call)).kind).toBe('unavailable');
    });
  });
});

describe('a long conversation', () => {
  const page = (count: number, first: number) =>
    Array.from({ length: count }, (_none, index) => ({
      ...CONVERSATION,
      id: first + index,
      body: `<p>${first + index}</p>`,
    }));

  test('a full first page → there is more', async () => {
    const { conversation } = await readBoth({ conversations: page(100, 1) });
    expect(conversation).toMatchObject({ truncated: true });
  });

  test('its latest part is the last hundred, over two pages, without the ticket’s own text', async () => {
    const pages = [page(100, 1), page(100, 101), page(7, 201)];
    await withServer(
      ({ path, query }) =>
        path.endsWith('/conversations') ? { body: pages[Number(query['page']) - 1] } : { body: TICKET },
      async ({ platform, requests }) => {
        const { messages, truncated } = await platform().readConversation('42', {
          part: 'latest',
          peopleIds: [],
        });
        expect(truncated).toBe(true);
        expect(messages).toHaveLength(100);
        expect([messages[0]?.text, messages.at(-1)?.text]).toEqual(['108', '207']);
        expect(requests.filter(({ path }) => path.endsWith('/conversations'))).toHaveLength(3);
      },
    );
  });
});
