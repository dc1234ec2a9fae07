import { Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { TemporalUnreachableError, type temporalConnectOptions } from './client.js';

/**
 * A worker's connections to Temporal: the native one that polls, and one for its client.
 * @throws {TemporalUnreachableError} that names the address.
 */
export async function connectBoth(options: ReturnType<typeof temporalConnectOptions>['connectionOptions']) {
  try {
    return await Promise.all([
      NativeConnection.connect(options),
      Connection.connect({ ...options, connectTimeout: '5s' }),
    ]);
  } catch (cause) {
    throw new TemporalUnreachableError(
      `Temporal cannot be reached at ${options.address ?? 'localhost:7233'}`,
      { cause },
    );
  }
}
