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
import { parseArgs } from 'node:util';
import { asText, holds, tooMild } from './chaos/report.js';
import { runChaos } from './chaos/run.js';
import { settingsFor } from './chaos/settings.js';
import { orUsage, runScript } from './rig/script.js';

const { values } = parseArgs({
  options: {
    tickets: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    json: { type: 'string' },
  },
});
const settings = orUsage(settingsFor(values));
await runScript({
  run: (control) => runChaos({ ...settings, ...control }),
  asText,
  holds,
  provesNothing: tooMild,
  json: values.json,
});
