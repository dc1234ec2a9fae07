import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHECKOUT } from '../config/checkout.js';
import type * as Locate from '../../setup/temporal-binary/locate.mjs';
import type { Environment } from '../config/faults.js';

/** Set-up has not found or fetched a Temporal server binary. */
export class TemporalBinaryMissingError extends Error {
  override readonly name = 'TemporalBinaryMissingError';
}

/**
 * The `temporal` binary that set-up found. Set-up is plain JavaScript outside the build, hence the import by path.
 * @throws {TemporalBinaryMissingError}
 */
export async function temporalBinary(env: Environment): Promise<string> {
  const module = pathToFileURL(path.join(CHECKOUT, 'setup', 'temporal-binary', 'locate.mjs')).href;
  const { locateTemporalBinary } = (await import(module)) as typeof Locate;
  const located = await locateTemporalBinary(env);
  if (located) return located.path;
  throw new TemporalBinaryMissingError(
    'no Temporal server binary was found: run "npm run setup", or set TEMPORAL_ADDRESS',
  );
}
