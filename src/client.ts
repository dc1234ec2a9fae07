import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { ProcessConfig } from './config/process.js';

/** A client of the configured Temporal server, and its connection to close. */
export interface ConnectedClient {
  client: Client;
  connection: Connection;
}

/** Temporal cannot be reached. Commands end with exit code 69. */
export class TemporalUnreachableError extends Error {
  override readonly name = 'TemporalUnreachableError';
}

/** Address, TLS, API key and namespace as Temporal's own tools read them (`TEMPORAL_*`, its TOML profile). */
export function temporalConnectOptions(config: ProcessConfig) {
  const { connectionOptions, namespace } = loadClientConnectConfig();
  return {
    connectionOptions: {
      ...connectionOptions,
      ...(config.temporalAddress ? { address: config.temporalAddress } : {}),
    },
    namespace: namespace ?? config.namespace,
  };
}

/**
 * Connects to Temporal.
 * @throws {TemporalUnreachableError} that names the address.
 */
export async function connectClient(config: ProcessConfig): Promise<ConnectedClient> {
  const { connectionOptions, namespace } = temporalConnectOptions(config);
  const address = connectionOptions.address ?? 'localhost:7233';
  try {
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '5s' });
    return { connection, client: new Client({ connection, namespace }) };
  } catch (cause) {
    throw new TemporalUnreachableError(`Temporal cannot be reached at ${address}`, { cause });
  }
}
