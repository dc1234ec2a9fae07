import { CHECKOUT_FOLDER } from './checkout.mjs';
import { withDotEnv } from './dot-env.mjs';
import { runEntry } from './run-entry.mjs';
import { setUp } from './set-up.mjs';

await runEntry(async () => {
  await setUp({ env: await withDotEnv(CHECKOUT_FOLDER, process.env) });
});
