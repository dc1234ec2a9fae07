import { runEntry } from './run-entry.mjs';

void runEntry(async () => {
  const { spawn } = await import('node:child_process');
  const path = await import('node:path');
  const { CHECKOUT_FOLDER } = await import('./checkout.mjs');
  const { withDotEnv } = await import('./dot-env.mjs');
  const { setUp } = await import('./set-up.mjs');
  await setUp({ env: await withDotEnv(CHECKOUT_FOLDER, process.env), build: false });
  const entry = path.join(CHECKOUT_FOLDER, 'setup', 'run-sources.mjs');
  const args = ['--import', import.meta.resolve('tsx'), entry, 'up', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('close', (code) => resolve(code === null ? 1 : code)));
});
