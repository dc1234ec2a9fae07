import { describe, expect, test } from '@jest/globals';
import { BLOT, blot } from '../../../src/domain/redaction/placeholders.js';
import { createTicketRedactor } from '../../../src/domain/redaction/redactor.js';

const redact = (text: string, also: Parameters<ReturnType<typeof createTicketRedactor>['redact']>[1] = []) =>
  createTicketRedactor({ people: ['Zoltan Quimby'], region: 'US' }).redact(text, also);

describe('blot', () => {
  test('offsets before, between and behind blots lead back to the original', () => {
    const text = 'ab-CDE-fg-H-ij';
    const spans = [{ start: 3, end: 6, type: 'NAME' as const }, { start: 10, end: 11, type: 'NAME' as const }]; // prettier-ignore
    const blotted = blot(text, spans, () => 5);
    expect(blotted.text).toBe(`ab-${BLOT.repeat(5)}-fg-${BLOT.repeat(5)}-ij`);
    for (const word of ['ab', 'fg', 'ij']) {
      const start = blotted.text.indexOf(word);
      const back = blotted.toOriginal({ start, end: start + 2, type: 'NAME' });
      expect(text.slice(back.start, back.end)).toBe(word);
    }
  });
});

describe('redaction until nothing more is found', () => {
  test('a value that only its neighbour hid is found once that is gone', () => {
    const text = '203.0.113.77@4539 1488 0343 6467 and 4539148803436467Zoltan';
    const once = redact(text).text;
    expect(once).not.toMatch(/4539|Zoltan|203/);
    expect(redact(once).text).toBe(once);
  });

  test("another detector's spans are merged by the same rule, and stay covered", () => {
    const text = 'Mail Quentin at q@example.org';
    const also = [{ start: 5, end: 12, type: 'NAME' as const }, { start: 16, end: 29, type: 'PHONE' as const }]; // prettier-ignore
    expect(redact(text, also).text).toBe('Mail <NAME_1> at <EMAIL_1>');
  });
});
