import { readInput } from '../input.js';
import { parseFlags } from '../process/flags.js';
import { runAsProcess } from '../process/run.js';
import { faultsSchema } from './faults.js';
import { startFreshdeskSimulator } from './server.js';

await runAsProcess(async () => {
  const flags = parseFlags(process.argv.slice(2), {
    port: 'integer',
    tickets: 'integer',
    seed: 'integer',
    'distinct-tickets': 'switch',
    'requests-per-minute': 'integer',
    'updates-per-minute': 'integer',
    'lists-per-minute': 'integer',
    'latency-ms': 'range',
    faults: 'json',
    'data-dir': 'text',
  });
  return startFreshdeskSimulator({ ...flags, faults: readInput(faultsSchema, flags.faults ?? {}) });
});
