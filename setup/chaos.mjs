import { spawn } from 'node:child_process';
import path from 'node:path';
import { CHECKOUT_FOLDER } from './checkout.mjs';
import { runEntry } from './run-entry.mjs';
import { setUp } from './set-up.mjs';

await runEntry(async () => {
  await setUp({ env: process.env });
  const chaos = path.join(CHECKOUT_FOLDER, 'bench', 'chaos.ts');
  const args = ['--import', import.meta.resolve('tsx'), chaos, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
