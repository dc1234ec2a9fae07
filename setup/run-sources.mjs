import { runEntry } from './run-entry.mjs';

void runEntry(async () => {
  const sources = new URL('../src/cli/main.ts', import.meta.url);
  const { main } = await import(sources.href);
  return main(process.argv.slice(2));
});
