import { locateTemporalBinary } from '#setup/temporal-binary/locate.mjs';
import type { Environment } from '../../ports/faults.js';

/** Set-up has not found or fetched a Temporal server binary. */
export class TemporalBinaryMissingError extends Error {
  override readonly name = 'TemporalBinaryMissingError';
}

/**
 * The `temporal` binary that set-up found.
 * @throws {TemporalBinaryMissingError}
 */
export async function temporalBinary(env: Environment): Promise<string> {
  const located = await locateTemporalBinary(env);
  if (located) return located.path;
  throw new TemporalBinaryMissingError(
    'no Temporal server binary was found: run "npm run setup", or set TEMPORAL_ADDRESS',
  );
}
