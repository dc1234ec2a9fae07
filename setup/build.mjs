import { runEntry } from './run-entry.mjs';

void runEntry(async () => {
  const { setUp } = await import('./set-up.mjs');
  await setUp({ env: process.env, temporal: false });
});
