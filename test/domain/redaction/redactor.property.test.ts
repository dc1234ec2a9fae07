import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { luhnValid } from '../../../src/domain/redaction/digits.js';
import { createTicketRedactor } from '../../../src/domain/redaction/redactor.js';

const redact = (text: string) =>
  createTicketRedactor({ people: ['Zoltan Quimby'], region: 'US' }).redact(text);

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

const card = digits(11).map((middle) => {
  const body = `4539${middle}`;
  return body + [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((check) => luhnValid(body + check));
});
const iban = digits(18).map((account) => {
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`;
});
const ssn = fc
  .tuple(fc.integer({ min: 1, max: 665 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9999 }))
  .map(
    ([area, group, serial]) =>
      `${String(area).padStart(3, '0')}-${String(group).padStart(2, '0')}-${String(serial).padStart(4, '0')}`,
  );
const octet = fc.integer({ min: 1, max: 254 });
const ip = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const email = fc
  .tuple(
    fc.stringMatching(/^[a-z][a-z0-9._+-]{0,20}[a-z0-9]$/),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/),
  )
  .map(([local, domain]) => `${local}@${domain}.com`);
const phone = digits(9).map((subscriber) => `+44 2${subscriber}`);
const person = fc.constantFrom('Zoltan Quimby', 'zoltan quimby', 'Quimby, Zoltan', 'ZOLTAN', 'Z. Quimby');

const planted = fc.oneof(card, iban, ssn, ip, email, phone, person);
/** Words that say nothing about a number, with the punctuation of a sentence. */
const filler = fc.array(
  fc.constantFrom('it', 'fails', 'and', 'the', 'export', 'says', 'so', '—', '(see', 'here)', 'é', '😀', '\n'),
  { maxLength: 8 },
);
const border = fc.constantFrom(
  [' ', ' '],
  ['(', ')'],
  ['"', '"'],
  [' ', ','],
  [' ', '.'],
  ['\n', '\n'],
  [': ', ';'],
  ['<b>', '</b>'],
);

describe('redaction as a whole', () => {
  test('no planted value survives in any embedding', () => {
    fc.assert(
      fc.property(filler, planted, border, filler, (before, value, [open, close], after) => {
        const text = `${before.join(' ')}${open}${value}${close}${after.join(' ')}`;
        expect(redact(text).text).not.toContain(value);
      }),
      { numRuns: 2000 },
    );
  });

  test('text without digits, signs, capitals and labels comes back byte for byte', () => {
    const words = fc.array(fc.stringMatching(/^[b-df-hj-np-tv-z]{1,3}[aeiou][b-df-hj-np-tv-z]{0,2}$/), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join(' ');
        expect(redact(text)).toEqual({ text, spans: [] });
      }),
    );
  });

  const anything = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        planted,
        fc.constantFrom('<EMAIL_1>', '@', '://', 'password:', 'ssn', 'born on', '\n', ' '),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(' '));

  test('spans are ordered, apart, inside the text, and give the redacted text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { spans, text: redacted } = redact(text);
        let end = 0;
        let kept = '';
        for (const span of spans) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          kept += text.slice(end, span.start) + '\u0000';
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        const pieces = (kept + text.slice(end)).split('\u0000');
        let from = 0;
        for (const piece of pieces) {
          const at = redacted.indexOf(piece, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + piece.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('redacting redacted text changes nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = redact(text).text;
        expect(redact(once).text).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});
