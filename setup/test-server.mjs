import { access, constants } from 'node:fs/promises';
import { fetchPinned } from './temporal-binary/fetch-pinned.mjs';
import { findCached } from './temporal-binary/local-copies.mjs';
import { TEMPORAL_TEST_SERVER } from './temporal-binary/pins.mjs';
import { SetUpError } from './set-up-error.mjs';

/**
 * The time-skipping test server that is here already: TEMPORAL_TEST_SERVER_PATH or the project's cache.
 * @param {import('./temporal-binary/context.mjs').BinaryContext} context
 * @returns {Promise<string | null>} its path
 * @throws {SetUpError} when TEMPORAL_TEST_SERVER_PATH names no executable file
 */
export async function locateTestServer(context) {
  const { env, pin = TEMPORAL_TEST_SERVER } = context;
  const explicit = env.TEMPORAL_TEST_SERVER_PATH;
  if (!explicit) {
    const cached = await findCached(pin, context);
    return 'failure' in cached ? null : cached.path;
  }
  try {
    await access(explicit, constants.X_OK);
    return explicit;
  } catch {
    throw new SetUpError(`TEMPORAL_TEST_SERVER_PATH is ${explicit}, which is no executable file.`);
  }
}

/**
 * Fetches the test server into the cache. Tests that skip time cannot run without it, all others can: where it
 * cannot be had, this is no failure.
 * @param {import('./temporal-binary/context.mjs').BinaryContext} context
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function fetchTestServer(context) {
  const attempts = /** @type {import('./temporal-binary/fetch-pinned.mjs').Attempt[]} */ ([]);
  const fetched = await fetchPinned(context.pin ?? TEMPORAL_TEST_SERVER, context, attempts);
  if (fetched) return { path: fetched.path };
  return { reason: attempts.map(({ place, reason }) => `${place}: ${reason}`).join('; ') };
}
