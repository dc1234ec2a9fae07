import type { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { openConnection } from '../client.js';
import type { TemporalOptions } from '../config/temporal.js';
import { whyNoConnection } from '../temporal-faults.js';
import { nativeOptions } from '../temporal-route.js';

/**
 * A worker's connections to Temporal: the native one that polls, and one for its client. Both or neither.
 * @throws {ConfigurationError | TemporalUnreachableError} as `openConnection` does.
 */
export async function connectBoth(options: TemporalOptions): Promise<[NativeConnection, Connection]> {
  const connection = await openConnection(options);
  try {
    return [await NativeConnection.connect(nativeOptions(options)), connection];
  } catch (cause) {
    await connection.close();
    throw await whyNoConnection(options, cause);
  }
}
