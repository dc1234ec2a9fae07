import { describe, expect, test } from '@jest/globals';
import { cutBetweenWords, withinLimits } from '../../src/domain/sizes.js';
import type { Conversation } from '../../src/domain/ticket.js';

const CONVERSATION: Conversation = {
  subject: 'Export fails',
  messages: [
    {
      ...{ author: 'customer', public: true, createdAt: '2026-01-01T00:00:00Z', text: 'It does.' },
      attachmentNames: ['a.png'],
      origin: { sender: 'ann@shop.example', automatic: false, mayBeMail: true },
    },
  ],
  people: [{ name: 'Ann Bell', email: 'ann@shop.example', phone: null }],
  truncated: false,
};

test('an ordinary conversation is as it was', () => {
  expect(withinLimits(CONVERSATION)).toEqual(CONVERSATION);
});

test('whatever is of any size elsewhere has one here: at most 64 KB beside the messages', () => {
  const [message] = CONVERSATION.messages;
  const hostile: Conversation = {
    subject: 'word '.repeat(100_000),
    messages: [
      {
        ...message!,
        attachmentNames: Array.from({ length: 10_000 }, (_, index) => `${index}-${'n'.repeat(1_000)}.png`),
        origin: { sender: 's'.repeat(100_000), automatic: false, mayBeMail: true },
      },
    ],
    people: [{ name: 'N'.repeat(100_000), email: 'e'.repeat(100_000), phone: '1'.repeat(100_000) }],
    truncated: false,
  };
  expect(JSON.stringify(withinLimits(hostile)).length).toBeLessThan(64 * 1024);
  expect(withinLimits(hostile).messages[0]?.text).toBe('It does.');
});

describe('a text is cut where no value is cut', () => {
  test.each([
    ['one two three', 9, 'one two'],
    ['one two three', 7, 'one two'],
    ['write to ann@shop.example', 20, 'write to'],
    ['short', 20, 'short'],
  ])('%j at %i → %j', (text, maxUnits, cut) => {
    expect(cutBetweenWords(text, maxUnits)).toBe(cut);
  });

  test('a word without end is cut all the same, but within no character', () => {
    expect(cutBetweenWords('😀'.repeat(1_000), 999)).toBe('😀'.repeat(499));
  });
});
