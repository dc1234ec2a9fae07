import { describe, expect, test } from '@jest/globals';
import { found } from '../marked.js';

describe('values in unusual spellings', () => {
  test.each([
    ['write to "a\\"b"@example.org now', 'EMAIL "a\\"b"@example.org'],
    ['_jo@example.org_', 'EMAIL jo@example.org'],
    ['jo&#64;example.org', 'EMAIL jo&#64;example.org'],
    ['jo＠example.org', 'EMAIL jo＠example.org'],
    ['my mail: jo_at_example_dot_org', 'EMAIL jo_at_example_dot_org'],
    ['jo at example dot co dot uk', 'EMAIL jo at example dot co dot uk'],
    ['my email is jo at example.museum', 'EMAIL jo at example.museum'],
    ['カード4539148803436467です', 'CARD 4539148803436467'],
    ['card_number_4539148803436467', 'CARD 4539148803436467'],
    ['Visa 3782 822463 10005 09/28', 'CARD 3782 822463 10005'],
    ['SSN#536–90–4399', 'NATIONAL_ID 536–90–4399'],
    ['my social is 536904399', 'NATIONAL_ID 536904399'],
    ['536 90 4399 is my ssn', 'NATIONAL_ID 536 90 4399'],
    ['client:fe80::a%wlan0.100', 'IP fe80::a%wlan0.100'],
    ['[dead:beef::cafe]:80', 'IP dead:beef::cafe'],
    ['(56.173.24.167)', 'IP 56.173.24.167'],
    ['ip-192.0.2.7', 'IP 192.0.2.7'],
    ['call 00989601', 'PHONE 00989601'],
    [
      'redis://:bEqpeVPibO3plo1pcRjE@cache.example.com',
      'URL redis://:bEqpeVPibO3plo1pcRjE@cache.example.com',
    ],
    ['passphrase: "correct horse battery"', 'SECRET correct horse battery'],
    ['login: bob / S3cret!pw', 'SECRET S3cret!pw'],
    ['--api-key 8dc5a51f86b0409ae2626320f29ec9cd', 'SECRET 8dc5a51f86b0409ae2626320f29ec9cd'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each([
    'point at the dot in the corner',
    'std::vector and face::method',
    'keyboard: QWERTZ-Deutsch-105',
    'author: jane-doe-123',
    'password = getPassword()',
    'my password does not work',
    'AKIAIOSFODNN7EXAMPLE',
    'case number 00123456',
  ])('%s stays', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("the ticket's people in unusual spellings", () => {
  test.each([
    ['ask Dr. Smith', ['John Smith'], 'NAME Dr. Smith'],
    ['Smith, J. wrote', ['John Smith'], 'NAME Smith, J'],
    ['m. watson wrote', ['Mary Watson'], 'NAME m. watson'],
    ['Lefèvres Konto', ['François Lefèvre'], 'NAME Lefèvres'],
    ['Ben asked', ['Ben Carter'], 'NAME Ben'],
    ['thanks, mark', ['Mark Young'], 'NAME mark'],
    ['Grace Hopes laptop', ['Grace Hope'], 'NAME Grace Hopes'],
    ['file john.smith.pdf', ['John Smith'], 'NAME john.smith'],
  ])('%s', (text, people, expected) => {
    expect(found(text, { people })).toEqual([expected]);
  });

  test.each([
    ['will you mark it', ['Will May', 'Mark Young']],
    ['it began in May', ['Will May']],
    ['since May 2025', ['Will May']],
    ['a long black line', ['Jack Black', 'Amy Long']],
  ])('%s stays', (text, people) => {
    expect(found(text, { people })).toEqual([]);
  });
});
