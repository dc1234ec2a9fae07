import { spawn } from 'node:child_process';
import path from 'node:path';
import { CHECKOUT_FOLDER } from './checkout.mjs';
import { runEntry } from './run-entry.mjs';
import { setUp } from './set-up.mjs';

// node setup/run-bench.mjs NAME …: sets up, then runs bench/NAME.ts from the sources with the rest of the arguments.
await runEntry(async () => {
  await setUp({ env: process.env });
  const [name, ...args] = process.argv.slice(2);
  const entry = path.join(CHECKOUT_FOLDER, 'bench', `${name}.ts`);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry, ...args], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
