import { describe, expect, test } from '@jest/globals';
import { createTicketRedactor } from '../../../src/domain/redaction/redactor.js';

const redactor = (people: readonly string[] = []) => createTicketRedactor({ people, region: 'US' });

describe('the redactor of a ticket', () => {
  test('one value has one placeholder in the subject and in every message', () => {
    const ticket = redactor();
    expect(ticket.redact('From a@example.org').text).toBe('From <EMAIL_1>');
    expect(ticket.redact('b@example.org and A@Example.org').text).toBe('<EMAIL_2> and <EMAIL_1>');
  });

  test.each([
    ['a card with and without spaces', '4539 1488 0343 6467 or 4539148803436467', '<CARD_1> or <CARD_1>'],
    [
      'an IBAN in print and in machines',
      'DE89 3704 0044 0532 0130 00 = de89370400440532013000',
      '<IBAN_1> = <IBAN_1>',
    ],
    ['a phone number in two spellings', '+1 415-555-2671, (415) 555-2671', '<PHONE_1>, <PHONE_1>'],
    ['an address written out', 'jo@example.com, so jo at example dot com', '<EMAIL_1>, so <EMAIL_1>'],
  ])('%s is one value', (_name, text, redacted) => {
    expect(redactor().redact(text).text).toBe(redacted);
  });

  test('all spellings of one person are one value; a shared surname is one of its own', () => {
    expect(
      redactor(['John Smith', 'Ann Smith']).redact('John Smith; J. Smith; john and Ann. Smith?').text,
    ).toBe('<NAME_1>; <NAME_1>; <NAME_1> and <NAME_2>. <NAME_3>?');
  });

  test('counts are distinct values by type', () => {
    const ticket = redactor();
    ticket.redact('a@example.org b@example.org a@example.org 203.0.113.7');
    expect(ticket.counts()).toEqual({ EMAIL: 2, IP: 1 });
  });

  test('spans are offsets in the input and give the text when applied', () => {
    const text = '😀 a@example.org, call +44 20 7946 0958';
    const { spans, text: redacted } = redactor().redact(text);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      'a@example.org',
      '+44 20 7946 0958',
    ]);
    expect(redacted).toBe('😀 <EMAIL_1>, call <PHONE_1>');
  });
});

describe('a text that holds placeholders already', () => {
  test('keeps them, and their numbers go to nobody else', () => {
    expect(redactor().redact('a@example.org wrote <EMAIL_1> and <PHONE_3>').text).toBe(
      '<EMAIL_2> wrote <EMAIL_1> and <PHONE_3>',
    );
  });

  test('gets a new number for one that has come to mean a value of this ticket', () => {
    const ticket = redactor();
    ticket.redact('a@example.org');
    expect(ticket.redact('<EMAIL_1> is what I typed, not a@example.org').text).toBe(
      '<EMAIL_2> is what I typed, not <EMAIL_1>',
    );
  });

  test('keeps what only looks like one', () => {
    const text = '<EMAIL> <EMAIL_x> <email_1> <TICKET_1> EMAIL_1';
    expect(redactor().redact(text)).toEqual({ text, spans: [] });
  });
});
