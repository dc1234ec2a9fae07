/**
 * The rows of the performance targets, each against real servers in processes of their own on this machine.
 *
 *   npm run bench -- [with-waits] [one-at-a-time] [webhook-to-write] [without-waits] [limits] [scale] [--tickets N] [--json FILE]
 *
 * Without names: the first four, about nine minutes. `limits` takes a quarter of an hour, `scale` (20,000 tickets)
 * a little longer. Nothing else should run on the machine. Exit code 1 when a "must" does not hold.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { machineFacts } from './rig/machine.js';
import { measureLimits } from './performance/measurements/limits.js';
import { measureOneAtATime } from './performance/measurements/one-at-a-time.js';
import { measureScale } from './performance/measurements/scale.js';
import { measureWebhookToWrite } from './performance/measurements/webhook-to-write.js';
import { measureWithWaits } from './performance/measurements/with-waits.js';
import { measureWithoutWaits } from './performance/measurements/without-waits.js';
import { asReport, type Measure, type Measurement } from './performance/report.js';

const MEASUREMENTS: Record<string, Measure> = {
  'with-waits': measureWithWaits,
  'one-at-a-time': measureOneAtATime,
  'webhook-to-write': measureWebhookToWrite,
  'without-waits': measureWithoutWaits,
  limits: measureLimits,
  scale: measureScale,
};
const USUAL = ['with-waits', 'one-at-a-time', 'webhook-to-write', 'without-waits'];

const { values, positionals } = parseArgs({
  options: { tickets: { type: 'string' }, json: { type: 'string' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : USUAL;
const unknown = names.filter((name) => !(name in MEASUREMENTS));
const tickets = values.tickets === undefined ? undefined : Number(values.tickets);
if (unknown.length > 0 || (tickets !== undefined && !(Number.isInteger(tickets) && tickets > 0))) {
  const expected = `expected names of ${Object.keys(MEASUREMENTS).join(', ')} and --tickets with a whole number above 0`;
  process.stderr.write(`${expected}, got ${process.argv.slice(2).join(' ')}\n`);
  process.exit(64);
}

const machine = machineFacts();
const measurements: Measurement[] = [];
for (const name of names) {
  measurements.push(
    await (MEASUREMENTS[name] as Measure)({ tickets, say: (line) => process.stderr.write(`${line}\n`) }),
  );
}
process.stdout.write(`${asReport(machine, measurements)}\n`);
if (values.json !== undefined) {
  const figures = Object.fromEntries(measurements.map((found) => [found.name, found.figures]));
  const rows = measurements.flatMap((found) => found.rows);
  writeFileSync(values.json, `${JSON.stringify({ machine, rows, figures }, null, 2)}\n`);
}
process.exit(measurements.every(({ rows }) => rows.every(({ holds }) => holds)) ? 0 : 1);
