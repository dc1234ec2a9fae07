import { describe, expect, test } from '@jest/globals';
import { getCountries, getExampleNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import { all, found } from '../marked.js';

describe('phone numbers', () => {
  test.each([
    '+1 (415) 555-2671', '+14155552671', '+44 20 7946 0958', '+44 (0)20 7946 0958', '+49-30-901820', '+33 1 42 68 53 00',
    '0049 30 901820', '011 44 20 7946 0958', '(+44) 20 7946 0958', 'tel:+1-415-555-2671', '+5511961234567', '+47 22 12 34 56',
  ])('%s is international, no region or word needed', (number) => {
    expect(found(`It is ${number}, as you know.`)).toEqual(all('PHONE', number));
  }); // prettier-ignore

  test.each([
    '415-555-2671',
    '(415) 555-2671',
    '415.555.2671',
    '415 555 2671',
    '1-800-555-0199',
    '(415)555-2671 x123',
    '415-555-2671 ext. 12',
  ])('%s is grouped like a phone number', (number) => {
    expect(found(`It is ${number}, as you know.`)).toEqual(all('PHONE', number));
  });

  test.each([
    ['DE', '030 901820'],
    ['DE', '0151 23456789'],
    ['FR', '01 42 68 53 00'],
    ['FR', '01.42.68.53.00'],
    ['GB', '020 7946 0958'],
    ['DK', '32 12 34 56'],
    ['SG', '6521 8000'],
    ['JP', '03-1234-5678'],
  ])('region %s: %s is in the numbering plan', (region, number) => {
    expect(found(`It is ${number}, as you know.`, { region })).toEqual(all('PHONE', number));
  });

  test.each([
    ['call 467 3395 now', '467 3395'],
    ['Phone:\n60-56-85-91', '60-56-85-91'],
    ['21 284 698 2548 office', '21 284 698 2548'],
    ['my mobile is 4155552671', '4155552671'],
    ['mobil 0151 23456789', '0151 23456789'],
    ['I have an issue with an order. (415) 555-2671', '(415) 555-2671'],
    ['at 14:30 020 7946 0958 rang', '020 7946 0958'],
  ])('%j: the words around tell', (text, number) => {
    expect(found(text)).toEqual(all('PHONE', number));
  });

  test('the national example of every region is found beside a word for it', () => {
    const missed = getCountries(metadata).filter((country) => {
      const national = getExampleNumber(country, examples, metadata)?.formatNational() ?? '';
      return found(`Please call ${national}`, { region: country }).length === 0;
    });
    expect(missed).toEqual([]);
  });

  test.each([
    'order 4155552671', 'orders 4155552671, 4155552672 and 4155552673', 'call about order 4155552671', 'order number is 415-555-2671', 'ticket 415 555 2671', 'Order #4155552671', 'epoch 1732296240', 'id=4155552671',
    'on 2026-03-14 14:03', '14/03/2026', '14.03.2026', '20260314', 'version 4.155.555.2671', '1234 5678 9012 3456', '4539 1488 0343 6468',
    '$4 155 552', '2147483647 Hz', 'INV-415-555-2671', 'x415-555-2671y', '/orders/415-555-2671', '-4155552671', '0xDEADBEEF', '1 250 000 rows',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  }); // prettier-ignore
});
