import { createProgress } from '../progress.mjs';
import { findLocalTemporalBinary } from './resolve.mjs';

/**
 * Where the Temporal CLI is that set-up found or fetched, in the same order, without fetching anything; null
 * when set-up has still to run. TEMPORAL_CLI_PATH is taken as it is.
 * @param {Record<string, string | undefined>} env
 * @param {Partial<import('./context.mjs').BinaryContext>} [overrides] for tests
 * @returns {Promise<{ path: string, version: string | null, source: string } | null>}
 */
export async function locateTemporalBinary(env, overrides) {
  if (env.TEMPORAL_CLI_PATH) {
    return { path: env.TEMPORAL_CLI_PATH, version: null, source: 'TEMPORAL_CLI_PATH' };
  }
  const { binary } = await findLocalTemporalBinary({ env, progress: createProgress(), ...overrides });
  return binary;
}
