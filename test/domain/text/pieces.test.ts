import { describe, expect, test } from '@jest/globals';
import { createTicketRedactor } from '../../../src/domain/redaction/redactor.js';
import { piecesOf } from '../../../src/domain/text/pieces.js';

const redactor = () => createTicketRedactor({ people: ['Zoltan Quimby'], region: 'US' });

/** A long text cut to `maxLength` and redacted, its pieces joined. */
function readPartOf(text: string, maxLength: number): string {
  const { redact } = redactor();
  return piecesOf(text, maxLength)
    .map(({ text: piece, from, to }) => redact(piece, [], { from, to }).text)
    .join('…');
}

const kept = (text: string, maxLength: number): string[] =>
  piecesOf(text, maxLength).map(({ text: piece, from, to }) => piece.slice(from, to));

describe('what is read of a long text', () => {
  test('a text that fits is read whole', () => {
    expect(piecesOf('short', 5)).toEqual([{ text: 'short', from: 0, to: 5 }]);
  });

  test.each([
    ['words', 'alpha beta gamma '],
    ['no words at all', '1--4-'],
    ['pairs of code units', '\u{1f600}'],
    ['lines', 'a line of text\n'],
  ])('of %s two thirds from the beginning and one from the end, and little more is looked at', (_, piece) => {
    const text = piece.repeat(Math.ceil(2_000_000 / piece.length));
    const [head = '', tail = ''] = kept(text, 9_000);
    expect(text.startsWith(head)).toBe(true);
    expect(text.endsWith(tail)).toBe(true);
    expect(head.length).toBeGreaterThan(5_700);
    expect(tail.length).toBeGreaterThan(2_700);
    expect(head.length + tail.length).toBeLessThanOrEqual(9_001);
    expect(head + tail).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
    const read = piecesOf(text, 9_000).reduce((sum, { text: looked }) => sum + looked.length, 0);
    expect(read).toBeLessThan(12_000);
  });

  const SECRETS: [string, string, RegExp][] = [
    ['a mail address', 'maria.lopez@mail.example.org', /maria|lopez|mail\.ex|le\.org/],
    ['a card over two lines', '4539 1488\n0343 6467', /4539|1488|0343|6467/],
    ['a phone number', '+44 20 7946 0958', /7946|0958/],
    ['an IBAN', 'DE89 3704 0044 0532 0130 00', /3704|0044|0532|0130/],
    ['a name', 'Zoltan Quimby', /Zoltan|Quimby/],
    ['a token', 'ghp_x8Kq2mN4vB7cZ1aS5dF9gH3jL6pQ0wE2rT4y', /x8Kq|5dF9|E2rT4/],
    ['a link with a password', 'https://deploy:s3cr3tpw@git.example.org/x', /s3cr|3tpw/],
  ];
  test.each(SECRETS)('%s across a cut is never kept in part', (_, secret, part) => {
    for (const filling of ['so it goes ', 'x', '. ', '\n'])
      for (const at of [2_000, 10_000 - 1_000])
        for (let shift = -secret.length - 2; shift <= 2; shift += 1) {
          const before = ` ${filling.repeat(at)}`.slice(-(at + shift - 1));
          const text = `${before} ${secret} ${filling.repeat(10_000)}`.slice(0, 10_000);
          expect(readPartOf(text, 3_000)).not.toMatch(part);
        }
  });

  test('a private key that begins before the end is kept leaves nothing of itself', () => {
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ7Gh3jL6pQ0wE2r';
    const key = `-----BEGIN PRIVATE KEY-----\n${`${line}\n`.repeat(60)}-----END PRIVATE KEY-----\n`;
    for (const after of [0, 200, 500, 1_500, 2_500, 4_000, 6_000]) {
      const text = `${'so it goes '.repeat(2_000)}\n${key}${'and on '.repeat(1_000).slice(0, after)}`;
      expect(readPartOf(text, 6_000)).not.toContain('BAQEFAASC');
    }
  });

  test('counts and numbers are those of the values that are kept', () => {
    const { redact, counts, removed } = redactor();
    const text = `a@example.org ${'word '.repeat(100)}b@example.org ${'word '.repeat(2_000)}`;
    expect(redact(text, [], { from: 0, to: 300 }).text).toMatch(/^<EMAIL_1> (word )+/);
    expect(counts()).toEqual({ EMAIL: 1 });
    expect(removed()).toEqual([{ type: 'EMAIL', written: 'a@example.org' }]);
  });
});
