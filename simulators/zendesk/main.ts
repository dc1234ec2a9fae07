import { readInput } from '../input.js';
import { parseFlags } from '../process/flags.js';
import { runAsProcess } from '../process/run.js';
import { faultsSchema } from './faults.js';
import { startZendeskSimulator } from './server.js';

await runAsProcess(async () => {
  const flags = parseFlags(process.argv.slice(2), {
    port: 'integer',
    tickets: 'integer',
    seed: 'integer',
    'distinct-tickets': 'switch',
    'requests-per-minute': 'integer',
    'updates-per-minute': 'integer',
    'exports-per-minute': 'integer',
    'updates-per-ticket': 'integer',
    'export-delay-ms': 'integer',
    'job-delay-ms': 'integer',
    'latency-ms': 'range',
    faults: 'json',
    'data-dir': 'text',
  });
  return startZendeskSimulator({ ...flags, faults: readInput(faultsSchema, flags.faults ?? {}) });
});
