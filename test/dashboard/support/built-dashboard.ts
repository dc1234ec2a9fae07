import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CHECKOUT = path.resolve(import.meta.dirname, '../../..');

/** Builds the page from its sources into a new folder, as `npm run build` does into dist. The caller removes it. */
export function buildDashboard(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dashboard-'));
  const vite = path.join(CHECKOUT, 'node_modules/vite/bin/vite.js');
  const config = path.join(CHECKOUT, 'dashboard/vite.config.mjs');
  execFileSync(process.execPath, [vite, 'build', '--config', config, '--outDir', folder, '--emptyOutDir'], {
    stdio: 'pipe',
  });
  return folder;
}
