import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

describe('IBAN', () => {
  test.each([
    'DE89370400440532013000',
    'DE89 3704 0044 0532 0130 00',
    'GB82 WEST 1234 5698 7654 32',
    'gb82west12345698765432',
    'FR14 2004 1010 0505 0001 3M02 606',
    'NO93 8601 1117 947',
    'DE89-3704-0044-0532-0130-00',
    'DE89 3704 0044\n0532 0130 00',
  ])('%s', (iban) => {
    expect(found(`Refund to ${iban}, please.`)).toEqual(all('IBAN', iban));
  });

  test('directly behind the word', () => {
    expect(found('IBANDE89370400440532013000')).toEqual(all('IBAN', 'DE89370400440532013000'));
  });

  test.each([
    'DE88 3704 0044 0532 0130 00',
    'ZZ89 3704 0044 0532 0130 00',
    'XDE89370400440532013000Y',
    'DE89 3704 0044 0532',
  ])('%s stays: wrong check digits, country or length', (text) => {
    expect(found(`Code ${text}`)).toEqual([]);
  });
});
