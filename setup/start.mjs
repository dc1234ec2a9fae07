import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECKOUT_FOLDER } from './checkout.mjs';
import { withDotEnv } from './dot-env.mjs';
import { runEntry } from './run-entry.mjs';
import { setUp } from './set-up.mjs';

await runEntry(async () => {
  await setUp({ env: await withDotEnv(CHECKOUT_FOLDER, process.env) });
  const cli = path.join(CHECKOUT_FOLDER, 'dist', 'src', 'cli', 'main.js');
  const { main } = await import(pathToFileURL(cli).href);
  return main(['up', ...process.argv.slice(2)]);
});
