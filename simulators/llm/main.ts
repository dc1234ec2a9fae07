import { readInput } from '../input.js';
import { parseFlags } from '../process/flags.js';
import { runAsProcess } from '../process/run.js';
import { modelFaultsSchema } from './faults.js';
import { startLlmSimulator } from './server.js';

await runAsProcess(async () => {
  const flags = parseFlags(process.argv.slice(2), {
    port: 'integer',
    seed: 'integer',
    'requests-per-minute': 'integer',
    'keep-prompts': 'integer',
    'latency-ms': 'range',
    faults: 'json',
  });
  return startLlmSimulator({ ...flags, faults: readInput(modelFaultsSchema, flags.faults ?? {}) });
});
