import { describe, expect, test } from '@jest/globals';
import { all, found } from '../marked.js';

describe('network addresses', () => {
  test.each([
    '203.0.113.77', '10.0.0.1', '255.255.255.255', '2001:db8::1', '2001:0db8:85a3:0000:0000:8a2e:0370:7334', '::1', 'fe80::1%eth0',
    '::ffff:192.0.2.128', '2001:db8:1:2:3:4:5:6', '2001:DB8::A',
  ])('%s is an IP address', (address) => {
    expect(found(`Login from ${address} at noon`)).toEqual(all('IP', address));
  }); // prettier-ignore

  test.each([
    ['http://203.0.113.77:8080/x', '203.0.113.77'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['203.0.113.0/24', '203.0.113.0'],
    ['from 203.0.113.77.', '203.0.113.77'],
    ['After the update, logins from 203.0.113.77 fail', '203.0.113.77'],
    ['The app version changed and 203.0.113.77 is blocked', '203.0.113.77'],
  ])('%s: the address in it', (text, address) => {
    expect(found(text)).toEqual(all('IP', address));
  });

  test.each([
    'version 10.0.19045.3', 'version 4.18.0.1', 'v1.2.3.4', 'Chrome/120.0.0.0', 'upgraded from 4.18.0.1 to 4.19.0.2', 'chapter 1.2.3.4', '1.2.3.4.5',
    '256.1.1.1', '01.02.03.04', 'std::vector', 'Foo::Bar', '12:34:56', 'abc::def', '1:2:3:4:5:6:7', 'tool-1.2.3.4.jar',
  ])('%s is none', (text) => {
    expect(found(text)).toEqual([]);
  }); // prettier-ignore

  test.each(['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e', '001a.2b3c.4d5e'])(
    '%s is a hardware address',
    (address) => {
      expect(found(`device ${address} is off`)).toEqual(all('MAC', address));
    },
  );

  test('twelve hex digits count beside the word only', () => {
    expect(found('MAC address: 001A2B3C4D5E')).toEqual(all('MAC', '001A2B3C4D5E'));
    expect(found('build 001A2B3C4D5E')).toEqual([]);
  });
});
