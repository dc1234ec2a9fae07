import type { MachineFacts } from '../rig/machine.js';

/** One line of the table: a promise of speed and what was measured. */
export interface Row {
  what: string;
  measured: string;
  must: string;
  goal: string;
  holds: boolean;
}

/** What one measurement found: its rows, and how its figures came about. */
export interface Measurement {
  name: string;
  rows: Row[];
  /** Lines under the table: profiles, resources. */
  details: string[];
  /** Every figure, for the JSON file. */
  figures: Record<string, unknown>;
}

/** Options that every measurement understands. */
export interface MeasureOptions {
  /** Replaces the number of tickets of the measurement. */
  tickets?: number | undefined;
  say: (line: string) => void;
}

export type Measure = (options: MeasureOptions) => Promise<Measurement>;

/** A Markdown table, for the terminal and for the documents alike. */
export function asTable(rows: readonly Row[]): string {
  const cells = [
    ['what', 'measured', 'must', 'goal', 'holds'],
    ...rows.map(({ what, measured, must, goal, holds }) => [
      what,
      measured,
      must,
      goal,
      holds ? 'yes' : 'NO',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill = ' ') =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const [heading = [], ...body] = cells;
  return [line(heading), line(['', '', '', '', ''], '-'), ...body.map((row) => line(row))].join('\n');
}

export function asReport(machine: MachineFacts, measurements: readonly Measurement[]): string {
  const { cores, cpu, memoryGiB, system, node, loadBefore, at } = machine;
  return [
    `${cores} cores (${cpu}), ${memoryGiB} GiB, ${system}, Node ${node}, load ${loadBefore} before, ${at}`,
    '',
    asTable(measurements.flatMap(({ rows }) => rows)),
    ...measurements.flatMap(({ name, details }) => ['', `${name}:`, ...details]),
  ].join('\n');
}
