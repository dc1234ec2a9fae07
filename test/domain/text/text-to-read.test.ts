import { describe, expect, test } from '@jest/globals';
import { hasTextToRead, unlessOnlyCallFacts } from '../../../src/domain/text/text-to-read.js';
import type { Conversation, Message } from '../../../src/domain/ticket.js';

const said = (author: Message['author'], text: string, more: Partial<Message> = {}): Message => ({
  ...{ author, text, public: true, createdAt: '2026-01-01T00:00:00Z', attachmentNames: [] },
  ...more,
});
const inChat = { origin: { sender: null, automatic: false, mayBeMail: false, inChat: true } } as const;
const conversation = (messages: Message[], more: Partial<Conversation> = {}): Conversation => ({
  ...{ subject: '', messages, people: [], truncated: false },
  ...more,
});

describe('there is something to read in', () => {
  test.each<[string, Conversation]>([
    ["a customer's words", conversation([said('customer', 'It is broken')])],
    ["a customer's words in any script", conversation([said('customer', '返金してください')])],
    ["a customer's pictograph", conversation([said('customer', '😡')])],
    ['a ticket that an agent opened', conversation([said('agent', 'Ann called: it is broken')])],
    ["an agent's note about a call", conversation([said('agent', 'Wants a refund', { public: false })])],
    ['the subject of an empty mail', conversation([said('customer', '')], { subject: 'Export is broken' })],
    ['a subject that only begins like a call', conversation([], { subject: 'Call me back today please' })],
    ['a subject about chats', conversation([], { subject: 'Chat widget does not load' })],
  ])('%s', (_what, given) => expect(hasTextToRead(given)).toBe(true));
});

describe('there is nothing to read in', () => {
  test.each<[string, Conversation]>([
    ['no messages', conversation([])],
    ['signs alone', conversation([said('customer', ' . \u00a0 -- ')], { subject: '...' })],
    ['files alone', conversation([said('customer', '', { attachmentNames: ['photo.png'] })])],
    ['a mail without a subject', conversation([said('customer', '')], { subject: 'Re: (no subject)' })],
    ["an agent's answer to nothing", conversation([said('customer', ''), said('agent', 'Please say more')])],
    ["a bot's greeting", conversation([said('agent', 'Hi! How can I help?', inChat)])],
    ['our own note', conversation([said('agent', 'AI triage: broken', { public: false })])],
    [
      'a subject that the platform made',
      conversation([], { subject: 'Gespräch mit Ann', subjectIsGenerated: true }),
    ],
    ...[
      ...['Conversation with Web User 614', 'Voicemail from: Caller +1 (555) 010-0199', 'Chat with Ann Bell'],
      ...[
        'Missed call from +1 555 0100',
        'Phone call',
        'Call to +49 30 5550100',
        'New WhatsApp message from Ann',
      ],
    ].map((subject): [string, Conversation] => [`${subject}, and no more`, conversation([], { subject })]),
  ])('%s', (_what, given) => expect(hasTextToRead(given)).toBe(false));
});

describe('a text about a call', () => {
  test.each([
    'Call from: +1 (661) 748-0240\nTime of call: April 16, 2019 at 9:14:57 AM\nLength of phone call: 2 minutes, 40 seconds',
    'Voicemail from: Caller +1 (661) 748-0240\nListen to the recording: https://example.com/1.mp3',
    'Anruf von: +49 30 5550100\nDauer: 2 Minuten\nAngenommen von: Ada Agent',
    'Incoming call with Ann Bell (+1 555 0100)\nhttps://example.com/1.mp3',
    '',
  ])('%j says nothing else', (text) => expect(unlessOnlyCallFacts(text, ['Ada Agent', ''])).toBe(''));

  test.each([
    'Call from: +1 (661) 748-0240\nCannot log in since the update',
    'Ada Agent promised a refund on the phone last week, and nothing has come of it since then. Please look into it.',
    `${' '.repeat(60_000)}1${'--4-'.repeat(20_000)}x`,
  ])('%# stays as it is', (text) => expect(unlessOnlyCallFacts(text, ['Ada Agent'])).toBe(text));
});
