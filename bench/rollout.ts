/**
 * A rolling deployment and a rollback under load, with the commands that an operator types: tickets arrive all the
 * time, help desk and model fail now and then, people edit, workers of the builds come, go and are killed. At the end
 * the help desk's ledger must show nothing lost and nothing twice (docs/deployment.md).
 *
 *   npm run rollout -- [--tickets N] [--json FILE]
 *
 * Exit code 1 when a promise is broken or a step did not do what it is for (logs and stores are kept then).
 */
import { parseArgs } from 'node:util';
import { asText, holds } from './rollout/report.js';
import { runRollout } from './rollout/run.js';
import { settingsFor } from './rollout/settings.js';
import { orUsage, runScript } from './rig/script.js';

const { values } = parseArgs({ options: { tickets: { type: 'string' }, json: { type: 'string' } } });
const settings = orUsage(settingsFor(values));
await runScript({
  run: (control) => runRollout({ ...settings, ...control }),
  asText,
  holds,

  json: values.json,
});
