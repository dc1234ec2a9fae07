import type { SeededRandom } from '../random.js';
import type { Tally } from '../tally.js';
import { ANY_SENTENCE, scorePlanted } from './score.js';

const group = (random: SeededRandom): string => random.integer(0, 0xffff).toString(16);
const quad = (random: SeededRandom): string =>
  Array.from({ length: 4 }, () => random.integer(0, 255)).join('.');

/** Every textual form of RFC 4291 §2.2 and RFC 5952, with zones (RFC 4007 §11, RFC 6874). */
const IPV6: readonly ((random: SeededRandom) => string)[] = [
  (random) => Array.from({ length: 8 }, () => group(random)).join(':'),
  (random) =>
    Array.from({ length: 8 }, () => group(random).padStart(4, '0'))
      .join(':')
      .toUpperCase(),
  (random) => `${group(random)}::${group(random)}1`.replace(/:\w{5}$/, ':1'),
  (random) => `2001:db8:${group(random)}::${group(random)}`,
  (random) => `2001:db8:1:2:3:4::${group(random)}`,
  () => '::1',
  () => '2001:db8::',
  (random) => `fe80::${group(random)}:1%eth0`,
  () => 'fe80::1%25en0',
  () => 'fe80::a%wlan0.100',
  (random) => `::ffff:${quad(random)}`,
  (random) => `64:ff9b::${quad(random)}`,
  (random) => `1:2:3:4:5:6:${quad(random)}`,
  () => 'a:b:c:d:e:f:a:b',
];
const PLACES: readonly ((value: string) => string)[] = [
  ...ANY_SENTENCE,
  (value) => `host ${value} is down`,
  (value) => `ip=${value}`,
  (value) => `2026-03-14T14:03:22Z ${value} GET /`,
  (value) => `<${value}>`,
];
const V6_PLACES: readonly ((value: string) => string)[] = [
  (value) => `http://[${value}]:8080/x`,
  (value) => `route ${value}/64 via`,
];
const V4_PLACES: readonly ((value: string) => string)[] = [
  (value) => `http://${value}:8080/x`,
  (value) => `${value}/24`,
  (value) => `user@${value}`,
  (value) => `ip-${value}`,
  (value) => `${value} - - [14/Mar/2026:14:03:22 +0000] "GET / HTTP/1.1" 200`,
];

/** IPv4 and IPv6 addresses in every form, in sentences, URLs, logs and settings. */
export function scoreGeneratedAddresses(random: SeededRandom, tally: Tally): void {
  for (let count = 0; count < 40; count += 1) {
    for (const form of IPV6) {
      const value = form(random);
      scorePlanted({ name: 'IP', text: random.pick([...PLACES, ...V6_PLACES])(value), value }, tally);
    }
    for (const place of [...PLACES, ...V4_PLACES]) {
      const value = quad(random);
      scorePlanted({ name: 'IP', text: place(value), value }, tally);
    }
  }
}
