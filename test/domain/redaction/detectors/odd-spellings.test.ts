import { describe, expect, test } from '@jest/globals';
import { createTicketRedactor } from '../../../../src/domain/redaction/redactor.js';
import { all, found } from '../marked.js';

describe('values in spellings that are seldom but plain', () => {
  test.each([
    ['CARD', 'card ', '453914 8803436467'],
    ['CARD', 'card ', '4539/1488/0343/6467'],
    ['IBAN', 'to ', 'GB82_WEST_1234_5698_7654_32'],
    ['IBAN', 'to ', 'GB82/WEST/1234/5698/7654/32'],
    ['IBAN', 'to ', 'GB82 – WEST – 1234 – 5698 – 7654 – 32'],
    ['MAC', 'device ', '0a1b.2c3d.4e5f'],
    ['NATIONAL_ID', 'my SSN is ', '219 - 09 - 9998'],
    ['NATIONAL_ID', 'Soc. Sec. # ', '219099998'],
    ['NATIONAL_ID', 'SSN', '219-09-9998'],
    ['GEO', 'found at ', 'N 52.52000 E 13.40500'],
    ['PLATE', 'plate ', 'KA-01-AB-1234'],
    ['DOCUMENT', 'passport ', 'C4TJHFPKX'],
    ['DOCUMENT', 'passport (', 'L01X00T47'],
    ['DOCUMENT', 'travel document ', '19566602K'],
    ['PHONE', 'Téléphone : ', '02079447113'],
    ['PHONE', 'contact no. ', '030 23125417'],
    ['PHONE', 'ring ', '030.23.12.54'],
    ['PHONE', 'Zoe\nM: ', '1512345678'],
    ['NATIONAL_ID', 'it is ', 'ab 12 34 56 c'],
    ['NATIONAL_ID', 'it is ', 'AB 123456 C'],
  ] as const)('%s: %s%s.', (type, before, value) => {
    expect(found(`${before}${value}.`, { region: 'DE' })).toEqual(all(type, value));
  });

  test.each([
    'jane at sign example dot org', 'jane at example period org', 'jane *at* example *dot* org', 'jane@example[.]org', 'jane@example(.)org', 'jane@example .org',
    'jane chez example point fr', 'jane na example kropka pl', 'jane-marie_at_example_dot_org', 'jane&commat;example&period;org', 'jane@sub.example dot org',
  ])('%s is an address', (address) => {
    expect(found(`mail to ${address} now`)).toEqual(all('EMAIL', address));
  }); // prettier-ignore

  test('however it is spelled, an address is one value', () => {
    const { text } = createTicketRedactor({ people: [], region: 'US' }).redact(
      'jane@example.org, jane at sign example dot org, jane@example[.]org, jane *at* example period org, jane&commat;example&period;org',
    );
    expect(text).toBe('<EMAIL_1>, <EMAIL_1>, <EMAIL_1>, <EMAIL_1>, <EMAIL_1>');
  });
});

describe('secrets behind words of their own', () => {
  test.each([
    ['token: secret_key = ', 'k3Jd92Lm4Qx8Zt17', '.'],
    ['your code is ', '482913', '.'],
    ['login code: ', '482913', ', right?'],
    ['CVV ', '194', '.'],
    ['recovery codes: ', 'k3jd9-2lm4q', '.'],
    ["sshpass -p '", 'Harbor7tide', "' ssh me@host"],
    ['mysql -u root -p', 'Harbor7tide', ' shop'],
    ['WIFI:T:WPA;S:Home;P:', 'Harbor7tide', ';;'],
    ["define('AUTH_KEY', '", 'k3J)d92%Lm4(Qx8^Zt17', "');"],
  ])('%s%s%s', (before, value, after) => {
    expect(found(before + value + after)).toEqual(all('SECRET', value));
  });

  test.each([
    ['quoted', '> -----BEGIN EC PRIVATE KEY-----\n> ', '\n> ', '\n> -----END EC PRIVATE KEY-----'],
    ['of PuTTY', 'Private-Lines: 2\n', '\n', '\nPrivate-MAC: 00'],
  ])('a private key %s is gone', (_case, begin, middle, end) => {
    const lines = [
      'MHcCAQEEIOk3bTzq7WvXc0p9yqJ2rLs5dGm8nZhT4uQe6wYxRaBf',
      'Vt1oKjPiNlHgCsDaZxMwEeUyQbRvTnFpOoLkJjHhGgSsAaWw',
    ];
    const { text } = createTicketRedactor({ people: [], region: 'US' }).redact(
      begin + lines.join(middle) + end,
    );
    for (const line of lines) expect(text).not.toContain(line);
  });

  test.each([
    'the error code is 482913',
    'zip 12 of 30 files',
    'recovery code page is down',
    'backup keys were lost since 2024',
    'mysql -u root -p',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what looks like them', () => {
  test.each([
    'EAN 4027020037122',
    'barcode: 4027020037122',
    'fixed at 826812d',
    'FedEx 008865026705',
    'order no. 02079447113',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('the same digits by themselves are a card', () => {
    expect(found('paid with 4027020037122')).toEqual(all('CARD', '4027020037122'));
  });
});
