import { Client, Connection, type ClientInterceptors } from '@temporalio/client';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import { createDataConverter, createEncryptionCodec } from './crypto/payload-codec.js';
import { processKeys } from './crypto/keys.js';
import type { Config } from './config/load.js';
import { temporalSettings, type TemporalOptions } from './config/temporal.js';
import { whyNoConnection } from './connection/faults.js';
import { clientOptions, nativeOptions } from './connection/route.js';
import { NativeConnection } from '@temporalio/worker';

/** A client of the configured Temporal server, and its connection to close. */
export interface ConnectedClient {
  client: Client;
  connection: Connection;
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
 * @throws {ConfigurationError | TemporalUnreachableError} as `openConnection` does.
 */
export async function connectClient(
  config: Config,
  interceptors: ClientInterceptors = {},
): Promise<ConnectedClient> {
  const dataConverter = dataConverterOf(config);
  const { connectionOptions, namespace } = temporalSettings(config.process);
  const connection = await openConnection(connectionOptions);
  return { connection, client: new Client({ connection, namespace, dataConverter, interceptors }) };
}

/** How long a server that comes up is waited for. */
const CONNECT_WITHIN = '5s';

/**
 * A connection to the Temporal server of the settings, proven by an answer.
 * @throws {ConfigurationError} that names the setting which cannot be right.
 * @throws {TemporalUnreachableError} that names the address.
 */
export async function openConnection(options: TemporalOptions): Promise<Connection> {
  const connection = unopenedConnection(options);
  try {
    await connection.ensureConnected();
    return connection;
  } catch (cause) {
    await connection.close();
    throw await whyNoConnection(options, cause);
  }
}

/** The same, which connects when it is first asked something. */
export const unopenedConnection = (options: TemporalOptions): Connection =>
  Connection.lazy({ ...clientOptions(options), connectTimeout: CONNECT_WITHIN });

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
