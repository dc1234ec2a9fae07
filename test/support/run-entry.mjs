/**
 * Runs the built `worker` or `gateway` until it is told to stop, and then does nothing more: the process ends by itself
 * once nothing is open any more. Prints how the run ended, as JSON.
 */
import path from 'node:path';

const [entry] = process.argv.slice(2);
const built = (file) => import(path.join(import.meta.dirname, '../../dist/src', file));
const { loadConfig } = await built('config/load.js');
const { createLogger } = await built('cli/terminal/logging.js');
const { [entry === 'worker' ? 'runWorker' : 'runGateway']: run } = await built(`${entry}.js`);

const config = loadConfig(process.env);
const logger = createLogger({ process: entry, level: 'warn', format: 'json', file: null, keys: null });
const stop = new globalThis.AbortController();
const onReady = () => stop.abort();
const ended = await run({ config, logger, signal: stop.signal, onReady }).then(
  () => ({ error: null }),
  ({ name, message }) => ({ error: `${name}: ${message}` }),
);
process.stdout.write(`${JSON.stringify(ended)}\n`);
