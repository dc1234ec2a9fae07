import { describe, expect, test } from '@jest/globals';
import { hasTextToRead } from '../../../src/domain/text/text-to-read.js';
import { withAccount, type CannedAnswer, type CannedBehaviour, type FakeAccount } from './fake-account.js';

const start = { part: 'start', peopleIds: [] } as const;
const PATH = '/api/v2/tickets/42';
const NOT_FOUND: CannedAnswer = { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } };
const TICKET = {
  ...{
    id: 42,
    status: 'new',
    tags: [],
    updated_at: '2026-09-18T16:00:00Z',
    created_at: '2026-09-18T15:00:00Z',
  },
  ...{ requester_id: 7001 },
};
const USERS = [
  { id: 7001, name: 'Mia Brandt', email: 'mia@customer.example', role: 'end-user' },
  { id: 7002, name: 'Ada Agent', email: 'ada@shop.example', role: 'agent' },
];
const ticket = (more: object): CannedAnswer => ({ body: { ticket: { ...TICKET, ...more }, users: USERS } });
const comments = (...list: object[]): CannedAnswer => ({ body: { comments: list, users: USERS } });
const comment = (more: object) => ({
  ...{ id: 1, type: 'Comment', author_id: 7001, public: true, created_at: '2026-09-18T15:00:01Z' },
  ...more,
});

async function read(answers: (CannedAnswer | CannedBehaviour)[]) {
  let seen: FakeAccount['requests'] = [];
  let conversation;
  await withAccount(answers, async ({ platform, requests }) => {
    const account = platform();
    await account.readTicket('42');
    conversation = await account.readConversation('42', start);
    seen = requests;
  });
  if (conversation === undefined) throw new Error('nothing was read');
  const read: Awaited<ReturnType<ReturnType<FakeAccount['platform']>['readConversation']>> = conversation;
  return { ...read, paths: seen.map(({ path }) => path), readable: hasTextToRead(read) };
}

const PHONE = ticket({ subject: 'Voicemail from: +1 661 748 0240', via: { channel: 'voice' } });
const CHAT = ticket({
  subject: 'Conversation with Mia',
  via: { channel: 'chat' },
  description: 'Conversation with Mia',
});
const WHATSAPP = ticket({
  subject: 'Mia Brandt',
  via: { channel: 'whatsapp' },
  from_messaging_channel: true,
});
/** As the vendor describes it: "Adding voice comments to tickets". */
const CALL = {
  ...{ from: '+16617480240', to: '+16617480123', recording_url: 'http://yourdomain.com/recordings/1.mp3' },
  ...{
    started_at: '2019-04-16T09:14:57Z',
    call_duration: '40',
    answered_by_id: 7002,
    location: 'Dublin, Ireland',
  },
  answered_by_name: 'Ada Agent',
};
const CALL_BODY =
  'Call from: +1 (661) 748-0240\nTime of call: April 16, 2019\nLength of phone call: 40 seconds';

describe('a call', () => {
  test.each([true, false])('its transcript is what the customer said, public %s', async (isPublic) => {
    const data = { ...CALL, transcription_text: 'My order 4711 never came, I want my money back.' };
    const voice = comment({ type: 'VoiceComment', author_id: 7002, public: isPublic, body: CALL_BODY, data });
    const answer = comment({
      id: 2,
      author_id: 7002,
      plain_body: 'We call you back.',
      created_at: '2026-09-18T16:00:00Z',
    });
    const { messages, people, paths } = await read([PHONE, comments(voice, answer)]);
    expect(messages.map(({ author, public: open, text }) => ({ author, open, text }))).toEqual([
      { author: 'customer', open: true, text: 'My order 4711 never came, I want my money back.' },
      { author: 'agent', open: true, text: 'We call you back.' },
    ]);
    expect(messages[0]?.origin).toMatchObject({ mayBeMail: false });
    expect(people).toContainEqual({ name: 'Ada Agent', email: null, phone: '+16617480240' });
    expect(paths).toEqual([PATH, `${PATH}/comments`]);
  });

  test('what somebody wrote beside the transcript is read as well', async () => {
    const data = { ...CALL, transcription_text: 'It smokes.' };
    const voice = comment({ type: 'VoiceComment', plain_body: 'My printer is on fire!', data });
    expect((await read([PHONE, comments(voice)])).messages[0]?.text).toBe(
      'It smokes.\nMy printer is on fire!',
    );
  });

  test.each([
    ['without a transcript', { ...CALL, transcription_text: null }],
    ['whose data is odd', 'none'],
  ])('%s: nothing to read, also not in its subject or description', async (_what, data) => {
    const voice = comment({ type: 'VoiceComment', author_id: 7002, body: CALL_BODY, data });
    const description = {
      ...TICKET,
      subject: 'Anruf von +1 661',
      via: { channel: 'voice' },
      description: CALL_BODY,
    };
    const again = { body: { ticket: description, users: USERS } };
    const { readable, messages } = await read([
      ...[ticket({ subject: 'Anruf von +1 661', via: { channel: 'voice' } }), comments(voice)],
      ...[NOT_FOUND, { body: { audits: [] } }, again],
    ]);
    expect({ readable, texts: messages.map(({ text }) => text) }).toEqual({ readable: false, texts: [''] });
  });

  test("an agent's note about it is read", async () => {
    const voice = comment({ type: 'VoiceComment', author_id: 7002, body: CALL_BODY, data: CALL });
    const note = comment({
      id: 2,
      author_id: 7002,
      public: false,
      plain_body: 'Wants a refund for order 4711',
    });
    expect((await read([PHONE, comments(voice, note)])).readable).toBe(true);
  });
});

describe('a chat', () => {
  const opening = comment({
    author_id: -1,
    plain_body: 'Conversation with Mia\n\nURL: https://shop.example/help',
  });
  /** As the vendor describes it: "Ticket Chat Comment Redaction". */
  const audits = {
    audits: [
      {
        created_at: '2026-09-18T15:00:00Z',
        events: [
          { type: 'Create', field_name: 'tags', value: ['vip'] },
          {
            type: 'ChatStartedEvent',
            value: {
              ...{ chat_id: '2109.10502823.Sjuj2YrBpXwei', visitor_id: '10502823-16EkM3T6VNq7KMd' },
              history: [
                {
                  type: 'ChatJoin',
                  actor_type: 'end-user',
                  actor_name: 'Visitor 36044085',
                  timestamp: 1632470783218,
                },
                {
                  type: 'ChatMessage',
                  actor_type: 'agent',
                  actor_name: 'Bea Bot',
                  message: 'Hi!',
                  chat_index: 1,
                },
                {
                  ...{ type: 'ChatMessage', actor_type: 'end-user', actor_name: 'Mia B.' },
                  ...{ message: 'The export fails', timestamp: 1632470790000 },
                },
                {
                  type: 'ChatFileAttachment',
                  actor_type: 'end-user',
                  filename: 'log.txt',
                  timestamp: 1632470795000,
                },
              ],
            },
          },
        ],
      },
    ],
  };

  test('is read from the audits where comments have its heading only', async () => {
    const { messages, people, paths, readable } = await read([
      CHAT,
      comments(opening),
      NOT_FOUND,
      { body: audits },
    ]);
    expect(messages.filter(({ text }) => text !== '')).toEqual([
      expect.objectContaining({
        author: 'customer',
        text: 'The export fails',
        createdAt: '2021-09-24T08:06:30.000Z',
      }),
      expect.objectContaining({ author: 'agent', text: 'Hi!' }),
    ]);
    expect(messages.flatMap(({ attachmentNames }) => attachmentNames)).toEqual(['log.txt']);
    expect(people.map(({ name }) => name)).toEqual(['Mia Brandt', 'Ada Agent', 'Bea Bot', 'Mia B.']);
    expect(paths).toEqual([PATH, `${PATH}/comments`, `${PATH}/conversation_log`, `${PATH}/audits`]);
    expect(readable).toBe(true);
  });

  test('whose words are a comment costs no further request', async () => {
    const transcript = comment({ plain_body: '(10:01) Mia: The export fails' });
    expect((await read([CHAT, comments(opening, transcript)])).paths).toHaveLength(2);
  });

  test('of a bot alone, and of nobody: nothing to read', async () => {
    const history = [{ type: 'ChatMessage', actor_type: 'agent', message: 'Hi! How can I help?' }];
    const greeting = { audits: [{ events: [{ type: 'ChatStartedEvent', value: { history } }] }] };
    for (const body of [greeting, { audits: [] }]) {
      const { readable } = await read([CHAT, comments(opening), NOT_FOUND, { body }, CHAT]);
      expect(readable).toBe(false);
    }
  });
});

describe('messaging', () => {
  const event = (author: object, content: object, at = '2026-09-18T15:00:02Z') => ({
    ...{ id: '01J9QN8DC6EV34VR3W0KGFY7TW', type: 'Messaging::ConversationMessage', created_at: at },
    ...{ reference: 'zen:message:1', attachments: [], metadata: {}, author, content },
  });

  test('is read from the conversation log, page by page', async () => {
    const first = {
      events: [
        event({ type: 'bot', display_name: 'Shop Bot' }, { type: 'text', text: 'Hi! How can I help?' }),
        { ...event({ type: 'user' }, { type: 'html', body: 'a comment' }), type: 'Comment' },
      ],
      ...{ meta: { has_more: true, after_cursor: 'c2' }, links: {} },
    };
    const second = {
      events: [
        event({ type: 'user', display_name: 'Mia B.' }, { type: 'text', text: 'Where is my parcel?' }),
      ],
      meta: { has_more: false },
    };
    const { messages, people, readable } = await read([
      WHATSAPP,
      comments(),
      { body: first },
      { body: second },
    ]);
    expect(messages.map(({ author, text }) => [author, text])).toEqual([
      ['agent', 'Hi! How can I help?'],
      ['customer', 'Where is my parcel?'],
    ]);
    expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining(['Shop Bot', 'Mia B.']));
    expect(readable).toBe(true);
  });

  test.each<[string, CannedAnswer]>([
    ['is not there', NOT_FOUND],
    ['may not be read', { status: 403, body: { error: 'Forbidden' } }],
    ['is a page', { status: 404, headers: { 'content-type': 'text/html' }, body: '<html></html>' }],
  ])('a log that %s: audits and description are asked', async (_what, answer) => {
    const described = ticket({
      subject: 'Mia Brandt',
      via: { channel: 'whatsapp' },
      description: 'Where is my parcel?',
    });
    const { messages } = await read([WHATSAPP, comments(), answer, { body: { audits: [] } }, described]);
    expect(messages).toEqual([
      expect.objectContaining({
        author: 'customer',
        text: 'Where is my parcel?',
        createdAt: TICKET.created_at,
      }),
    ]);
  });

  test('no words anywhere: nothing to read, whatever the subject is', async () => {
    const { readable } = await read([
      WHATSAPP,
      comments(),
      { body: { events: [] } },
      { body: { audits: [] } },
      WHATSAPP,
    ]);
    expect(readable).toBe(false);
  });

  test('while one of the places cannot be read, it is not said that there is nothing', async () => {
    const answers = [WHATSAPP, comments(), { status: 500, body: 'x' }, { body: { audits: [] } }, WHATSAPP];
    await expect(read(answers)).rejects.toMatchObject({ kind: 'unavailable', status: 500 });
    await expect(read([WHATSAPP, comments(), { status: 429, body: '' }])).rejects.toMatchObject({
      kind: 'rateLimited',
    });
  });
});

test('a mail without comments is read from its description', async () => {
  const mail = ticket({
    subject: 'Export',
    via: { channel: 'email' },
    description: 'It &amp; all else fails',
  });
  const { messages } = await read([mail, comments(), NOT_FOUND, { body: { audits: [] } }, mail]);
  expect(messages.map(({ author, text }) => [author, text])).toEqual([['customer', 'It & all else fails']]);
});
