import { runEntry } from './run-entry.mjs';
import { setUp } from './set-up.mjs';

await runEntry(async () => {
  await setUp({ env: process.env, temporal: false });
});
