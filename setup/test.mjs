import { runEntry } from './run-entry.mjs';

void runEntry(async () => {
  const { testAll } = await import('./run-tests.mjs');
  return testAll();
});
