import type { Tried } from './tried.js';

const said = (yes: boolean): string => (yes ? 'yes' : 'no');

/** A line an attack, and the sums. */
export function asTable(tried: readonly Tried[]): string {
  const width = Math.max(...tried.map(({ name }) => name.length), 6);
  const row = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(8)).join('  ')}`.trimEnd();
  const count = (of: 'followed' | 'arrived' | 'unsafe'): number => tried.filter((one) => one[of]).length;
  return [
    row('attack', ['followed', 'arrived', 'unsafe', 'verdict']),
    ...tried.map(({ name, followed, arrived, unsafe, verdict }) =>
      row(name, [said(followed), said(arrived), said(unsafe), verdict]),
    ),
    '',
    `${tried.length} attacks: ${count('followed')} followed, ${count('arrived')} arrived in a verdict, ${count('unsafe')} left something unsafe in a note`,
  ].join('\n');
}
