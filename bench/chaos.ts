/**
 * The promises under fire: faults of every kind at help desk and model, people who edit meanwhile, and SIGKILL of
 * workers and of the Temporal server every few seconds. At the end the help desk's ledger must show nothing lost,
 * nothing twice, and nothing of people's overwritten (docs/reliability.md).
 *
 *   npm run chaos -- --tickets N --seed S [--minutes M] [--json FILE]
 *
 * A seed gives the same plan again, not the same interleaving. Exit code 1 when a promise is broken (logs
 * and stores are kept then) or too few calls met a fault.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asText, holds, tooMild } from './chaos/report.js';
import { runChaos } from './chaos/run.js';
import { settingsFor } from './chaos/settings.js';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    json: { type: 'string' },
  },
});
const settings = settingsFor(values);
if ('fault' in settings) {
  process.stderr.write(`${settings.fault}\n`);
  process.exit(64);
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error(name)));
const startedAtMs = Date.now();
const say = (line: string) =>
  process.stderr.write(`${((Date.now() - startedAtMs) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);

const report = await runChaos({ ...settings, signal: stop.signal, say }).catch((error: unknown) => {
  if (!stop.signal.aborted) throw error;
  process.stderr.write('stopped before the end; everything of the run is removed\n');
  process.exit(130);
});
process.stdout.write(`${asText(report)}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
const mild = tooMild(report);
if (mild !== undefined) process.stderr.write(`${mild}\n`);
process.exit(holds(report) && mild === undefined ? 0 : 1);
