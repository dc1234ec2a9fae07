import { Client, Connection, type ClientInterceptors } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { createDataConverter, createEncryptionCodec } from './crypto/payload-codec.js';
import { processKeys } from './crypto/keys.js';
import type { Config } from './config/load.js';
import { NativeConnection } from '@temporalio/worker';

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
export function temporalConnectOptions({ process: config }: Config) {
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: config.temporalEnvironment,
  });
  return {
    connectionOptions: {
      ...connectionOptions,
      ...(config.temporalAddress ? { address: config.temporalAddress } : {}),
    },
    namespace: namespace ?? config.namespace,
  };
}

/**
 * What encrypts everything that goes to Temporal, by the configured keys or those of the `up` on this data folder.
 * @throws {ConfigurationError} without a key: nothing is stored readable.
 */
export function dataConverterOf(config: Config): DataConverter {
  return createDataConverter(keysOf(config));
}

/**
 * The codec alone, for what is sealed elsewhere with the same keys.
 * @throws {ConfigurationError} without a key.
 */
export function payloadCodecOf(config: Config): PayloadCodec {
  return createEncryptionCodec(keysOf(config));
}

const keysOf = ({ encryption, process: { dataDir } }: Config) =>
  processKeys({ configured: encryption.keys, dataDir });

/**
 * Connects to Temporal. What is sent goes through the interceptors, if there are any.
 * @throws {TemporalUnreachableError} that names the address.
 */
export async function connectClient(
  config: Config,
  interceptors: ClientInterceptors = {},
): Promise<ConnectedClient> {
  const dataConverter = dataConverterOf(config);
  const { connectionOptions, namespace } = temporalConnectOptions(config);
  const address = connectionOptions.address ?? 'localhost:7233';
  try {
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: '5s' });
    return { connection, client: new Client({ connection, namespace, dataConverter, interceptors }) };
  } catch (cause) {
    throw new TemporalUnreachableError(`Temporal cannot be reached at ${address}`, { cause });
  }
}

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
