import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

describe('payment cards', () => {
  test.each([
    ['in one piece', '4539148803436467'],
    ['in blocks of four', '4539 1488 0343 6467'],
    ['with dashes', '4539-1488-0343-6467'],
    ['with dots', '4539.1488.0343.6467'],
    ['with no-break spaces', '4539\u00a01488\u00a00343\u00a06467'],
    ['broken over two lines', '4539 1488\n0343 6467'],
    ['broken over two quoted lines', '4539-1488-\n> 0343-6467'],
    ['digit by digit', '4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7'],
    ['American Express', '3782 822463 10005'],
    ['Diners Club', '3056 930902 5904'],
    ['Diners Club in fours', '3056 9309 0259 04'],
    ['Mastercard of the 2 series', '2223000048400011'],
    ['JCB', '3530 1113 3330 0000'],
    ['19 digits', '6212345678901234569'.slice(0, 18) + '9'],
    ['Maestro of 12 digits', '501800000009'],
  ])('%s', (_name, number) => {
    expect(found(`It was charged to ${number} twice.`)).toEqual(all('CARD', number));
  });

  test.each([
    ['fails Luhn', '4539 1488 0343 6468'],
    ['fails Luhn, in one piece', '4539148803436468'],
    ['of no issuer', '1234 5678 9012 3452'],
    ['all one digit', '0000 0000 0000 0000'],
    ['decimals of a fraction', '3.4539148803436467'],
    ['a piece of a path', 'https://ci.example/task/4539148803436467'],
    ['a piece of a longer chain', '1111 2222 3782 822463 10005 4444'.replace('3782', '3783')],
  ])('a number that %s stays', (_name, number) => {
    expect(found(`See ${number} there`)).toEqual([]);
  });

  test('an expiry date after the number is not taken with it', () => {
    expect(found('4539 1488 0343 6467 09/28')).toEqual(all('CARD', '4539 1488 0343 6467'));
  });
});
