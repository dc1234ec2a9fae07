import { setTimeout as delay } from 'node:timers/promises';
import { NativeConnection } from '@temporalio/worker';
import { openConnection, TemporalUnreachableError, type temporalConnectOptions } from '../client.js';

/**
 * A worker's connections to Temporal: the native one that polls, and one for its client.
 * @throws {TemporalUnreachableError} that names the address.
 */
export async function connectBoth(options: ReturnType<typeof temporalConnectOptions>['connectionOptions']) {
  const connecting = [
    NativeConnection.connect(options),
    openConnection({ ...options, connectTimeout: '5s' }),
  ] as const;
  try {
    return await Promise.all(connecting);
  } catch (cause) {
    await closeOthers(connecting);
    throw new TemporalUnreachableError(
      `Temporal cannot be reached at ${options.address ?? 'localhost:7233'}`,
      { cause },
    );
  }
}

const PATIENCE_MS = 5_000;

/** Of two connections the one that came about is of no use alone. One that still may is not waited for for long. */
async function closeOthers(connecting: readonly Promise<{ close: () => Promise<void> }>[]): Promise<void> {
  const closing = connecting.map((one) => one.then((connection) => connection.close()));
  await Promise.race([Promise.allSettled(closing), delay(PATIENCE_MS, undefined, { ref: false })]);
}
