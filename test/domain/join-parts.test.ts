import { expect, test } from '@jest/globals';
import { joinParts, type RedactedTicket } from '../../src/domain/ticket.js';

const part = (texts: string[], rest: Partial<RedactedTicket> = {}): RedactedTicket => ({
  subject: 'It crashes',
  messages: texts.map((text) => ({ author: 'customer', text })),
  removed: {},
  inputHash: texts.join(),
  ...rest,
});

test('messages on both pages are kept once, in their order', () => {
  const { messages, subject } = joinParts(part(['a', 'b', 'c']), part(['c', 'd'], { subject: 'other' }));
  expect(messages.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
  expect(subject).toBe('It crashes');
});

test('what was removed is added up by type', () => {
  const joined = joinParts(
    part(['a'], { removed: { EMAIL: 2, IP: 1 } }),
    part(['b'], { removed: { EMAIL: 1, CARD: 3 } }),
  );
  expect(joined.removed).toEqual({ EMAIL: 3, IP: 1, CARD: 3 });
});

test('the hash changes with either page, and the pages are left as they were', () => {
  const start = part(['a'], { removed: { EMAIL: 1 } });
  const hashes = [
    joinParts(start, part(['b'])),
    joinParts(start, part(['c'])),
    joinParts(part(['z']), part(['b'])),
  ];
  expect(new Set(hashes.map(({ inputHash }) => inputHash)).size).toBe(3);
  expect(start).toEqual(part(['a'], { removed: { EMAIL: 1 } }));
});
