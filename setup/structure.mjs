import { runEntry } from './run-entry.mjs';

void runEntry(async () => {
  await import('./print-structure.mjs');
});
