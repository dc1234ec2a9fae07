import { readFile } from 'node:fs/promises';
import path from 'node:path';
import util from 'node:util';

/**
 * The environment with the checkout's `.env` below it: a variable that is set, even to nothing, wins over the
 * file. Changes nothing.
 * @param {string} checkout
 * @param {Record<string, string | undefined>} env
 */
export async function withDotEnv(checkout, env) {
  const text = await readFile(path.join(checkout, '.env'), 'utf8').catch(() => '');
  return { ...util.parseEnv(text), ...env };
}
