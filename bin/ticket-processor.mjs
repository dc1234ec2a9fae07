#!/usr/bin/env node
import { existsSync } from 'fs';
import { runEntry } from '../setup/run-entry.mjs';

const built = new URL('../dist/src/cli/main.js', import.meta.url);

void runEntry(async () => {
  if (!existsSync(built)) {
    process.stderr.write('ticket-processor is not built yet: run "npm run setup" first\n');
    return 1;
  }
  await import('../dist/src/cli/run.js');
  return process.exitCode;
});
