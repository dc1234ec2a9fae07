import path from 'node:path';
import { spawn } from 'node:child_process';
import { CHECKOUT_FOLDER } from './checkout.mjs';
import { withDotEnv } from './dot-env.mjs';
import { runEntry } from './run-entry.mjs';
import { setUp } from './set-up.mjs';

await runEntry(async () => {
  await setUp({ env: await withDotEnv(CHECKOUT_FOLDER, process.env), build: false });
  const entry = path.join(CHECKOUT_FOLDER, 'setup', 'run-sources.mjs');
  const args = ['--import', import.meta.resolve('tsx'), entry, 'up', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
