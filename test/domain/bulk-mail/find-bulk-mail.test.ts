import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BULK_MAIL_KINDS } from '../../../src/domain/bulk-mail/signs.js';
import { findBulkMail } from '../../../src/domain/bulk-mail/find-bulk-mail.js';
import type { Message } from '../../../src/domain/ticket.js';
import { BULK, messageOf, PEOPLE, type Example } from './examples.js';

const find = ({ subject, ...rest }: Example, later: Message[] = []) =>
  findBulkMail({ subject, messages: [messageOf(rest), ...later], people: [], truncated: false });

describe.each(BULK_MAIL_KINDS)('%s', (kind) => {
  test.each(BULK[kind].map((example) => [example.subject, example] as const))('%s', (_subject, example) => {
    expect(find(example)).toMatchObject({ kind });
  });
});

describe('a customer is a customer', () => {
  test.each(PEOPLE.map((example) => [example.subject, example.text.slice(0, 60), example] as const))(
    '%s: %s',
    (_subject, _text, example) => {
      expect(find(example)).toBeNull();
    },
  );
});

describe('the ticket as a whole', () => {
  const [outOfOffice] = BULK.autoReply as [Example];

  test('an agent has answered → no bulk mail: somebody takes it for a ticket', () => {
    const answer: Message = { ...messageOf({ text: 'Thank you, see you on Monday.' }), author: 'agent' };
    expect(find(outOfOffice, [answer])).toBeNull();
    expect(find(outOfOffice, [{ ...answer, public: false }])).not.toBeNull();
  });

  test('a person of the customer writes after it → no bulk mail', () => {
    expect(find(outOfOffice, [messageOf({ text: 'I am back. Where is my order?' })])).toBeNull();
    expect(find(outOfOffice, [messageOf(outOfOffice)])).not.toBeNull();
  });

  test('a ticket that an agent opened is none', () => {
    const message: Message = { ...messageOf(outOfOffice), author: 'agent' };
    const conversation = { subject: outOfOffice.subject, people: [], truncated: false };
    expect(findBulkMail({ ...conversation, messages: [message] })).toBeNull();
  });

  test('a conversation that was not read to its end is none', () => {
    const { subject, ...rest } = outOfOffice;
    expect(findBulkMail({ subject, messages: [messageOf(rest)], people: [], truncated: true })).toBeNull();
  });

  test('in a chat there is none', () => {
    expect(find({ ...outOfOffice, origin: { mayBeMail: false } })).toBeNull();
  });
});

describe('the finding', () => {
  test('names its signs, strongest first, and holds nothing of the text', () => {
    const [example] = BULK.autoReply as [Example];
    const found = find({ ...example, origin: { automatic: true, sender: 'no-reply@shop.example' } });
    expect(found?.signs.slice(0, 3)).toEqual(['platform.automatic', 'en.subject', 'en.absence']);
    for (const sign of found?.signs ?? []) expect(sign).toMatch(/^[a-z]+\.[a-z-]+$|^delivery-report$/);
  });

  test('no sign is enough by itself, whatever the platform and the sender say', () => {
    const sender = { automatic: true, sender: 'no-reply@shop.example' };
    expect(
      find({ subject: 'Order 12', text: 'Two chairs, to be sent on Monday.', origin: sender }),
    ).toBeNull();
  });
});

describe('any text', () => {
  test('gives a finding or none, and never fails', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, text) => {
        expect([null, ...BULK_MAIL_KINDS]).toContain(find({ subject, text })?.kind ?? null);
      }),
    );
  });

  test.each([
    ['"'],
    ['> '],
    ['Auto-Submitted: x\n'],
    ['unsubscribe\n'],
    ['I am '],
    ['a@'],
    ['- '],
    ['[x] '],
    ['你'],
  ])('a megabyte of %j is read to its end', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    expect(find({ subject: text, text })).toBeNull();
  });
});
