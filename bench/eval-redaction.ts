/**
 * Measures redaction: recall, precision and untouched rate by type, over the project's own labelled cases, values
 * generated from standards, and public evaluation data when that is there, and speed with a table of worst cases.
 *
 * Usage: npx tsx bench/eval-redaction.ts [--json FILE] [--wrong N] [--seed S] [--no-speed]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scoreGeneratedCases } from './eval-redaction/generated-cases.js';
import { scoreOwnCases } from './eval-redaction/own-cases.js';
import { scoreSharedData } from './eval-redaction/shared-data.js';
import { timeAll, type Timing } from './eval-redaction/speed.js';
import { type Score, Tally } from './eval-redaction/tally.js';

const WORST_CASE_UNITS = 250_000;

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    wrong: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    'no-speed': { type: 'boolean', default: false },
  },
});

function printScores(scores: readonly Score[], shownWrong: number): void {
  for (const { group, name, right, total, wrong } of scores) {
    const share = ((100 * right) / total).toFixed(2).padStart(7);
    console.log(`${group.padEnd(10)} ${name.padEnd(52)} ${`${right}/${total}`.padStart(11)} ${share} %`);
    for (const text of wrong.slice(0, shownWrong)) console.log(`           ! ${JSON.stringify(text)}`);
  }
}

function printOverall(scores: readonly Score[]): void {
  for (const group of ['recall', 'precision', 'untouched'] as const) {
    const members = scores.filter((score) => score.group === group);
    const right = members.reduce((sum, score) => sum + score.right, 0);
    const total = members.reduce((sum, score) => sum + score.total, 0);
    console.log(
      `${group.padEnd(10)} ${'overall'.padEnd(52)} ${`${right}/${total}`.padStart(11)} ${((100 * right) / total).toFixed(2).padStart(7)} %`,
    );
  }
}

function printTimings(timings: readonly Timing[]): void {
  console.log(
    `\n${'text'.padEnd(26)} ${'ms'.padStart(8)} ${'ms, twice'.padStart(10)} ${'factor'.padStart(7)} ${'MB/s'.padStart(7)}`,
  );
  for (const { name, ms, doubleMs, mbPerSecond } of timings) {
    const factor = (doubleMs / ms).toFixed(1).padStart(7);
    console.log(
      `${name.padEnd(26)} ${ms.toFixed(0).padStart(8)} ${doubleMs.toFixed(0).padStart(10)} ${factor} ${mbPerSecond.toFixed(2).padStart(7)}`,
    );
  }
}

const tally = new Tally();
scoreOwnCases(tally);
scoreGeneratedCases(Number(options.seed), tally);
const dataFolder = join(import.meta.dirname, '..', '..', 'shared', 'data');
if (!scoreSharedData(dataFolder, tally))
  console.log(`No public evaluation data at ${dataFolder}: own cases only.`);
const scores = tally.scores();
printScores(scores, Number(options.wrong));
printOverall(scores);
const timings = options['no-speed'] ? [] : timeAll(WORST_CASE_UNITS);
if (timings.length > 0) printTimings(timings);
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify({ scores, timings }, null, 2)}\n`);
