import type { SeededRandom } from '../random.js';
import type { Tally } from '../tally.js';
import { ANY_SENTENCE, scorePlanted } from './score.js';

const ORDINARY = ['john', 'maria.lopez', 'j.smith42', 'info', 'first_last', 'user+tag', 'x'] as const;
/** Valid by RFC 5321, 5322 and 6531, and seldom seen. */
const ODD = ["o'neil", '!bang', '#hash', '$money', '%percent', 'user%example', '&and', '*star', '/slash/x', '=eq', '?q', '^c', '{brace}', '|pipe', '~tilde', "a!#$%&'*+/=?^_`{|}~b", '"quoted local"', '"a@b"', '"esc\\"aped"', 'josé', '用户', 'пользователь', 'müller', '-dash', 'dash-', '_under', '1234567', 'customer/department=shipping'] as const; // prettier-ignore
const DOMAINS = ['example.com', 'mail.example.co.uk', 'a.b.c.example.org', 'x.io', 'example.museum', 'example.photography', 'example.xn--p1ai', 'xn--bcher-kva.example', 'bücher.example', 'пример.рф', 'उदाहरण.परीक्षा', 'example.中国', '3m.com', '123.com', 'exa-mple.net', 'EXAMPLE.COM', '[192.0.2.1]', '[IPv6:2001:db8::1]'] as const; // prettier-ignore
const SENTENCES: readonly ((value: string) => string)[] = [
  ...ANY_SENTENCE.filter((sentence) => !sentence('').includes('"')),
  (value) => `From: John Doe <${value}>`,
  (value) => `[mail me](mailto:${value})`,
  (value) => `**${value}** is it`,
  (value) => `To: ${value}; Cc: none`,
  (value) => `1,${value},open`,
  (value) => `${value}'s account`,
];

type Parts = readonly [name: string, surname: string, host: string, top: string];
const OBFUSCATED: readonly ((parts: Parts) => string)[] = [
  ([name, , host, top]) => `${name} at ${host} dot ${top}`,
  ([name, surname, host, top]) => `${name} dot ${surname} at ${host} dot ${top}`,
  ([name, , host, top]) => `${name}[at]${host}[dot]${top}`,
  ([name, , host, top]) => `${name} (at) ${host} (dot) ${top}`,
  ([name, , host, top]) => `${name} {at} ${host}.${top}`,
  ([name, , host, top]) => `${name} AT ${host} DOT ${top}`,
  ([name, , host, top]) => `${name}@${host} dot ${top}`,
  ([name, , host, top]) => `${name} @ ${host}.${top}`,
  ([name, , host, top]) => `${name}_at_${host}_dot_${top}`,
  ([name, , host, top]) => `${name} /at/ ${host} /dot/ ${top}`,
  ([name, , host, top]) => `${name}&#64;${host}.${top}`,
  ([name, , host, top]) => `${name}＠${host}.${top}`,
  ([name, , host, top]) => `${name} arroba ${host} punto ${top}`,
  ([name, surname, host, top]) => `${name}.${surname} [at] ${host} . ${top}`,
];

/** Ordinary, odd and obfuscated addresses at domains of all sorts, in sentences, lists, headers and markup. */
export function scoreGeneratedEmails(random: SeededRandom, tally: Tally): void {
  const score = (name: string, value: string): void => {
    scorePlanted({ name, text: random.pick(SENTENCES)(value), value }, tally);
  };
  for (const domain of DOMAINS) {
    for (const local of ORDINARY) score('e-mail', `${local}@${domain}`);
    for (const local of ODD) score('e-mail, odd but valid', `${local}@${domain}`);
  }
  for (const spell of OBFUSCATED) {
    for (let count = 0; count < 20; count += 1) {
      const parts = [random.pick(['john', 'maria', 'tim22', 'sven']), random.pick(['smith', 'lopez']), random.pick(['example', 'acme', 'my-firm', 'gmail']), random.pick(['com', 'org', 'co.uk', 'de', 'museum', 'shop'])] as const; // prettier-ignore
      const value = spell(parts);
      scorePlanted({ name: 'e-mail, obfuscated', text: `You can write to ${value}, thanks.`, value }, tally);
    }
  }
}
