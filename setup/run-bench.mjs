import { runEntry } from './run-entry.mjs';

// node setup/run-bench.mjs NAME …: sets up, then runs bench/NAME.ts from the sources with the rest of the arguments.
void runEntry(async () => {
  const { spawn } = await import('node:child_process');
  const path = await import('node:path');
  const { CHECKOUT_FOLDER } = await import('./checkout.mjs');
  const { setUp } = await import('./set-up.mjs');
  await setUp({ env: process.env });
  const [name, ...args] = process.argv.slice(2);
  const entry = path.join(CHECKOUT_FOLDER, 'bench', `${name}.ts`);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), entry, ...args], {
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code === null ? 1 : code)));
});
