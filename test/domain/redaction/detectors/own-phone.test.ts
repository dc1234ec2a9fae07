import { describe, expect, test } from '@jest/globals';
import { detectPii } from '../../../../src/domain/redaction/detect.js';
import { createTicketRedactor } from '../../../../src/domain/redaction/redactor.js';
import { all } from '../marked.js';

/** The spans of a text as `TYPE value`, with these numbers known of the ticket's people. */
const found = (text: string, phones: readonly string[], region = 'US'): string[] =>
  detectPii(text, { people: [], phones, region }).map(
    ({ start, end, type }) => `${type} ${text.slice(start, end)}`,
  );

const AMERICAN = '+1 (202) 555-0143';
const GERMAN = '+49 30 23125 417';

describe("phone numbers of the ticket's own people", () => {
  test.each([
    '+1 202 555 0143', '+12025550143', '0012025550143', '011 1 202 555 0143', '1-202-555-0143', '(202) 555-0143', '(202)555-0143', '202.555.0143', '202/555/0143',
    '2025550143', '555-0143', '5550143', '2 0 2 5 5 5 0 1 4 3', '20 25 55 01 43', '202\u00a0555\u20110143', '202 - 555 - 0143', '202–555–0143', '202\n555-0143', '202_555_0143',
    'tel:+1-202-555-0143', '202-555-0143 ext. 12', '+1.202.555.0143', '202,555,0143', '(+1) 202 555 0143',
  ])('%j is known to be +1 202 555 0143', (written) => {
    expect(found(`so ${written}, yes`, [AMERICAN])).toEqual(all('PHONE', written));
  }); // prettier-ignore

  test.each([
    '030 23125417',
    '030/23125-417',
    '0049 30 23125417',
    '+49 (0)30 23125417',
    '(030) 231 254 17',
    '23125417',
  ])('%s is the German number, whatever the region', (written) => {
    expect(found(`so ${written}, yes`, [GERMAN], 'US')).toEqual(all('PHONE', written));
  });

  test('no word against a phone number holds it back', () => {
    expect(found('order number 2025550143', [AMERICAN])).toEqual(all('PHONE', '2025550143'));
    expect(found('order number 2025550143', [])).toEqual([]);
  });

  test('one that is written nationally in the profile is read in the region', () => {
    expect(found('+44 20 7946 0123 or 7946 0123', ['020 7946 0123'], 'GB')).toEqual(
      all('PHONE', '+44 20 7946 0123', '7946 0123'),
    );
  });

  test('all spellings of one number get one placeholder', () => {
    const redactor = createTicketRedactor({ people: [], phones: [AMERICAN], region: 'US' });
    expect(redactor.redact('555-0143 or (202) 555-0143 or 0012025550143').text).toBe(
      '<PHONE_1> or <PHONE_1> or <PHONE_1>',
    );
  });

  test('a person whose only name is a number is known by it', () => {
    const people = ['Caller +1 (202) 555-0143'];
    const spans = detectPii('invoice 2025550143', { people, region: 'US' });
    expect(spans).toEqual([{ start: 8, end: 18, type: 'PHONE' }]);
  });

  test.each([
    ['a piece of a longer number', 'order 92025550143'],
    ['its beginning', 'order 202555014'],
    ['a few of its last digits', 'order 50143'],
    ['another number', 'order 2025550144'],
    ['its digits with words between them', 'item 202, rows 555 and 0143'],
  ])('%s stays', (_case, text) => {
    expect(found(text, [AMERICAN])).toEqual([]);
  });

  test.each(['', '911', 'none', '12345678901234567890123'])('%j in a profile is no number', (phone) => {
    expect(found('911 none 12345678901234567890123', [phone])).toEqual([]);
  });

  test('the profile of a Kyrgyz, a Danish and a Brazilian requester', () => {
    expect(found('rows 312123456', ['+996 312 123456'])).toEqual(all('PHONE', '312123456'));
    expect(found('rows 32 12 34 56', ['+45 32123456'])).toEqual(all('PHONE', '32 12 34 56'));
    expect(found('rows 11961234567 961234567', ['+55 11 96123-4567'])).toEqual(all('PHONE', '11961234567 961234567'.split(' ')[0] ?? '', '961234567')); // prettier-ignore
  });
});
