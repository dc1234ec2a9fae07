import { createTicketRedactor } from '../../src/domain/redaction/redactor.js';

export interface Timing {
  name: string;
  /**
   * Milliseconds of processor time (other load on the machine does not count) for the given size and for twice
   * as much; a factor near 2 is linear.
   */
  ms: number;
  doubleMs: number;
  mbPerSecond: number;
}

const PROSE =
  'Hello team, since the update to version 10.4.2 our export has failed with error E-4012 at 14:03. The order ' +
  '4839-2201 for Acme was paid on 2026-03-14 (EUR 1,249.00). Please call +44 20 7946 0958 or write to ' +
  'maria.lopez@example.org; my colleague John Smith has the log: 2026-03-14T14:03:22Z WARN [worker-3] retry 2 of 5 ' +
  'for 203.0.113.77. It worked yesterday and nobody changed a thing on our side, so we wonder what happened.\n';

const repeat = (piece: string, units: number): string =>
  piece.repeat(Math.ceil(units / piece.length)).slice(0, units);

/** Texts made to hurt: what backtracking and quadratic scans trip over. */
const HARD_PIECES: Readonly<Record<string, string>> = {
  'one letter': 'a',
  'one capital': 'A',
  digits: '1',
  'spaced digits': '1 ',
  'dashed digits': '1-',
  'card-like groups': '4111 1111 ',
  'phone-like numbers': '2125550123 ',
  'international numbers': '+442079460958 ',
  'plus signs': '+1',
  'at signs': '@',
  dots: '.',
  dashes: '-',
  'angle brackets': '<',
  'open brackets': '(',
  quotes: '"',
  'quoted at': '"@',
  'a@': 'a@',
  'a.': 'a.',
  'a@a.': 'a@a.',
  spaces: ' ',
  'line breaks': '\n',
  colons: ':',
  'hex groups': 'ab:',
  'slashes and colons': 'a://',
  equals: 'key=',
  'password is': 'password is ',
  'PEM begins': '-----BEGIN PRIVATE KEY-----\n',
  'JWT begins': 'eyJhbGciOi.',
  'capitalised words': 'Aa Bb ',
  'Dear Name': 'Dear Aa\n',
  'street words': '1 Aa Bb Cc Dd ',
  'suite words': 'a b c suite 1 ',
  'words for numbers': 'ssn ',
  'born on': 'born on 1 ',
  placeholders: '<EMAIL_1>',
  'at and dot words': 'a at b dot ',
  'percent at': 'a%40',
  surrogates: '\u{1d400}',
  'combining marks': 'e\u0301',
  'Han signs': '王',
  'IP-like': '1.1.1.1.',
  'IBAN begins': 'DE89 ',
  base64: 'aB3dE5fG7hJ9kL1m',
};

function timed(text: string, people: readonly string[]): number {
  const redactor = createTicketRedactor({ people, region: 'US' });
  const started = process.cpuUsage();
  redactor.redact(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

const best = (text: string, people: readonly string[], runs: number): number =>
  Math.min(...Array.from({ length: runs }, () => timed(text, people)));

function timing(name: string, input: { text: string; double: string; people: readonly string[] }): Timing {
  const ms = best(input.text, input.people, 2);
  const doubleMs = best(input.double, input.people, 2);
  return { name, ms, doubleMs, mbPerSecond: input.double.length / 1e3 / doubleMs };
}

const PEOPLE = ['John Smith', 'Jürgen Müller', 'María García López'];

/** Times ordinary prose of 60 KB and 1 MB, many people, and every hard text at the given size and twice that. */
export function timeAll(units: number): Timing[] {
  timed(repeat(PROSE, 1_000_000), PEOPLE);
  const manyPeople = Array.from({ length: 5000 }, (_, index) => `Person${index} Family${index % 97}`);
  return [
    timing('prose, 60 KB ticket', {
      text: repeat(PROSE, 30_000),
      double: repeat(PROSE, 60_000),
      people: PEOPLE,
    }),
    timing('prose, 1 MB', { text: repeat(PROSE, 500_000), double: repeat(PROSE, 1_000_000), people: PEOPLE }),
    timing('prose, 5,000 people', {
      text: repeat(PROSE, units),
      double: repeat(PROSE, 2 * units),
      people: manyPeople,
    }),
    ...Object.entries(HARD_PIECES).map(([name, piece]) =>
      timing(name, { text: repeat(piece, units), double: repeat(piece, 2 * units), people: PEOPLE }),
    ),
  ];
}
