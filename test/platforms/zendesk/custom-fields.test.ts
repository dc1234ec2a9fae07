import { expect, test } from '@jest/globals';
import { redactConversation } from '../../../src/redaction/redact-conversation.js';
import { withAccount } from './fake-account.js';

const PLANTED = /Kellogg-Varga|4539148803436467|Birkenallee/;

test('what stands in custom fields reaches neither state nor conversation', async () => {
  const values = [
    { id: 1, value: 'Kellogg-Varga' },
    { id: 2, value: ['4539148803436467'] },
  ];
  const ticket = {
    body: {
      ticket: {
        id: 42,
        status: 'open',
        tags: ['vip'],
        updated_at: '2026-03-14T14:03:22Z',
        subject: 'Login',
        description: 'It fails.',
        custom_fields: values,
        fields: values,
        satisfaction_rating: { comment: 'Birkenallee' },
      },
    },
  };
  const comments = {
    body: { comments: [{ author_id: 1, body: 'It fails.', attachments: [{ file_name: 'Mia Brandt.png' }] }], users: [{ id: 1, name: 'Mia Brandt', user_fields: { street: 'Birkenallee' } }] }, // prettier-ignore
  };
  await withAccount([ticket, comments], async ({ platform }) => {
    const account = platform();
    const state = await account.readTicket('42');
    const conversation = await account.readConversation('42', { part: 'start', peopleIds: [] });
    expect(JSON.stringify([state, conversation])).not.toMatch(PLANTED);
    const { messages } = redactConversation(conversation, 'US');
    expect(messages.map(({ text }) => text)).toEqual(['It fails.\n[attached: <NAME_1>.png]']);
  });
});
