/**
 * A rolling deployment and a rollback under load, with the commands that an operator types: tickets arrive all the
 * time, help desk and model fail now and then, people edit, workers of the builds come, go and are killed. At the end
 * the help desk's ledger must show nothing lost and nothing twice (docs/deployment.md).
 *
 *   npm run rollout -- [--tickets N] [--json FILE]
 *
 * Exit code 1 when a promise is broken or a step did not do what it is for (logs and stores are kept then).
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asText, holds } from './rollout/report.js';
import { runRollout } from './rollout/run.js';
import { settingsFor } from './rollout/settings.js';

const { values } = parseArgs({ options: { tickets: { type: 'string' }, json: { type: 'string' } } });
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

const report = await runRollout({ ...settings, signal: stop.signal, say }).catch((error: unknown) => {
  if (!stop.signal.aborted) throw error;
  process.stderr.write('stopped before the end; everything of the run is removed\n');
  process.exit(130);
});
process.stdout.write(`${asText(report)}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
process.exit(holds(report) ? 0 : 1);
