import { integerBetween, pickOne, type Random } from '../seeded-random.js';

const LEVELS = ['INFO ', 'INFO ', 'INFO ', 'DEBUG', 'WARN ', 'ERROR'];
const SOURCES = ['sync.worker', 'bank.import', 'pdf.render', 'queue.pool', 'http.client', 'cache.store'];
const EVENTS = [
  'took the lease for batch',
  'skipped duplicate row',
  'connection pool exhausted, waiting',
  'upstream answered 502 after',
  'rendered page',
  'timeout while reading chunk',
  'retry scheduled in',
];

/** A program's log of at least `length` characters. */
export function logLines(random: Random, length: number): string {
  const lines: string[] = [];
  let written = 0;
  for (let milliseconds = 0; written < length; milliseconds += integerBetween(random, 3, 900)) {
    const clock = new Date(milliseconds).toISOString().slice(11, 23);
    const line = `${clock} ${pickOne(random, LEVELS)} [${pickOne(random, SOURCES)}] ${pickOne(random, EVENTS)} ${integerBetween(random, 1, 9999)}`;
    lines.push(line);
    written += line.length + 1;
  }
  return lines.join('\n');
}
