import { expect, test } from '@jest/globals';
import { redactConversation } from '../../src/verdict/redact-conversation.js';

const person = { name: 'Zoltan Quimby', email: null };
const message = { author: 'customer' as const, public: true, createdAt: '', attachmentNames: [] };

test("the phone number that the platform knows of a person is removed in any spelling; nobody's leaves the text as it is", () => {
  const conversation = (phone: string | null) => ({
    subject: 'Order 2025550143',
    messages: [{ ...message, text: 'The code is 5550143 today.' }],
    people: [{ ...person, phone }],
    truncated: false,
  });
  const known = redactConversation(conversation('+1 202-555-0143'), 'US');
  expect([known.subject, known.messages[0]?.text]).toEqual([
    'Order <PHONE_1>',
    'The code is <PHONE_1> today.',
  ]);
  expect(known.removed).toEqual({ PHONE: 1 });
  expect(redactConversation(conversation(null), 'US').subject).toBe('Order 2025550143');
});
