import { describe, expect, test } from '@jest/globals';
import { verdictKey, type VerdictKeyInput } from '../../src/verdict/cache.js';
import type { RedactedTicket } from '../../src/domain/ticket.js';

const ticket = (subject: string, ...texts: string[]): RedactedTicket => ({
  subject,
  messages: texts.map((text) => ({ author: 'customer', text })),
  removed: {},
  inputHash: `${subject}/${texts.join('/')}`,
});
const key = (parts: Partial<VerdictKeyInput>) =>
  verdictKey({ tenant: 'acme', model: 'm', instructions: 'prompt-1', ticket: ticket('s'), ...parts });
const hashOf = (...texts: [string, ...string[]]) => key({ ticket: ticket(...texts) }).inputHash;

describe('tickets that share a verdict', () => {
  test.each([
    ['white space', ['Crash ', 'It  crashes.\n\nOften.'], ['Crash', 'It crashes. Often.']],
    ['composed and decomposed letters', ['Café', ''], ['Cafe\u0301', '']],
    ['numbers of placeholders', ['Hi', 'I am <NAME_3> at <EMAIL_2>'], ['Hi', 'I am <NAME_1> at <EMAIL_9>']],
    [
      'numbers of placeholders over several texts',
      ['From <NAME_2>', 'by <NAME_2>', 'and <NAME_4>'],
      ['From <NAME_1>', 'by <NAME_1>', 'and <NAME_2>'],
    ],
  ] as [string, [string, ...string[]], [string, ...string[]]][])('may differ in %s', (_name, one, other) => {
    expect(hashOf(...one)).toBe(hashOf(...other));
  });
});

describe('tickets that never share a verdict', () => {
  test.each([
    ['which placeholders are equal', ['', '<CARD_1> and <CARD_2>'], ['', '<CARD_1> and <CARD_1>']],
    ['the same across texts', ['<NAME_1>', '<NAME_1>'], ['<NAME_1>', '<NAME_2>']],
    ['the type of a placeholder', ['', '<CARD_1>'], ['', '<IBAN_1>']],
    ['case: shouting is anger', ['help me now', ''], ['HELP ME NOW', '']],
    ['numbers', ['', 'charged 10 times'], ['', 'charged 100 times']],
    ['punctuation', ['', 'broken?'], ['', 'broken!']],
    ['where subject and message part', ['a b', 'c'], ['a', 'b c']],
    ['how messages part', ['', 'a', 'b'], ['', 'a b']],
    ['the order of messages', ['', 'a', 'b'], ['', 'b', 'a']],
  ] as [string, [string, ...string[]], [string, ...string[]]][])('differ in %s', (_name, one, other) => {
    expect(hashOf(...one)).not.toBe(hashOf(...other));
  });

  test('differ in tenant, model, instructions, or who says a thing', () => {
    const spoken = ticket('s', 'text');
    const byAgent = { ...spoken, messages: [{ author: 'agent' as const, text: 'text' }] };
    const keys = [
      key({ ticket: spoken }),
      key({ ticket: spoken, tenant: 'other' }),
      key({ ticket: spoken, model: 'm2' }),
      key({ ticket: spoken, instructions: 'prompt-2' }),
      key({ ticket: byAgent }),
    ];
    expect(new Set(keys.map(({ inputHash }) => inputHash)).size).toBe(keys.length);
    expect(keys[1]?.tenant).toBe('other');
  });
});
