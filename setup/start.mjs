import { runEntry } from './run-entry.mjs';

void runEntry(async () => {
  const { CHECKOUT_FOLDER } = await import('./checkout.mjs');
  const { withDotEnv } = await import('./dot-env.mjs');
  const { setUp } = await import('./set-up.mjs');
  await setUp({ env: await withDotEnv(CHECKOUT_FOLDER, process.env) });
  const { main } = await import('../dist/src/cli/main.js');
  return main(['up', ...process.argv.slice(2)]);
});
