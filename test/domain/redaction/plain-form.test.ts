import { describe, expect, test } from '@jest/globals';
import { foldSigns, plainForm } from '../../../src/domain/redaction/plain-form.js';
import { createTicketRedactor } from '../../../src/domain/redaction/redactor.js';
import { all, found } from './marked.js';

describe('plainForm', () => {
  test('plain text is its own plain form', () => {
    expect(plainForm('Zoë, 4 – ok').text).toBe('Zoë, 4 – ok');
  });

  test('offsets lead back to the original, around and inside invisible signs', () => {
    const text = '\u200b\u200ba\u00adb c\u202c';
    const { text: plain, toOriginal } = plainForm(text);
    expect(plain).toBe('ab c');
    const back = (start: number, end: number) => {
      const candidate = toOriginal({ start, end, type: 'NAME' });
      return text.slice(candidate.start, candidate.end);
    };
    expect([back(0, 2), back(3, 4), back(0, 4)]).toEqual(['a\u00adb', 'c', 'a\u00adb c']);
  });

  test.each([
    ['Arabic', '٤٥٣٩'],
    ['Persian', '۴۵۳۹'],
    ['Devanagari', '४५३९'],
    ['Bengali', '৪৫৩৯'],
    ['Thai', '๔๕๓๙'],
    ['full-width', '４５３９'],
  ])('%s digits are digits', (_script, written) => {
    expect(foldSigns(written)).toBe('4539');
  });
});

describe('values in other signs', () => {
  test.each([
    ['CARD', '４５３９１４８８０３４３６４６７'],
    ['CARD', '٤٥٣٩ ١٤٨٨ ٠٣٤٣ ٦٤٦٧'],
    ['CARD', '4539\u200b1488\u200b0343\u200b6467'],
    ['CARD', '4539\u20111488\u20110343\u20116467'],
    ['CARD', '4539\u30001488\u30000343\u30006467'],
    ['EMAIL', 'jane\u200b@example\u00ad.org'],
    ['EMAIL', 'ｊａｎｅ＠ｅｘａｍｐｌｅ．ｏｒｇ'],
    ['PHONE', '＋４９ ３０ ２３１２５ ４１７'],
    ['PHONE', '+49\u00ad 30 23125\u2011417'],
    ['IP', '192.0.\u200b2.17'],
  ] as const)('%s %s', (type, written) => {
    expect(found(`so ${written} it is`)).toEqual(all(type, written));
  });

  test('one value in two kinds of digits is one value', () => {
    const { text } = createTicketRedactor({ people: [], region: 'US' }).redact('４５３９１４８８０３４３６４６７ 4539 1488 0343 6467'); // prettier-ignore
    expect(text).toBe('<CARD_1> <CARD_1>');
  });

  test('marks of direction around a number are left, and nothing else is touched', () => {
    const { text } = createTicketRedactor({ people: [], region: 'US' }).redact(
      'é \u202a+49 30 23125417\u202c ok\u00a0\u00a0９',
    );
    expect(text).toBe('é \u202a<PHONE_1>\u202c ok\u00a0\u00a0９');
  });

  test('a name with a soft hyphen inside is found', () => {
    expect(found('asked Quim\u00adby', { people: ['Zoltan Quimby'] })).toEqual(all('NAME', 'Quim\u00adby'));
  });
});
