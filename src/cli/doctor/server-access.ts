import { Client, Connection } from '@temporalio/client';
import { dataConverterOf, temporalConnectOptions } from '../../client.js';
import { KeyFileDamagedError } from '../../crypto/key-file.js';
import { ConfigurationError } from '../../ports/faults.js';
import type { Config } from '../../config/load.js';

/** The Temporal server of a configuration, connected to when first asked. */
export interface ServerAccess {
  address: string;
  namespace: string;
  connection: () => Promise<Connection>;
  client: () => Promise<Client>;
  /** Whether there is a key to read encrypted payloads with. */
  decrypts: boolean;
  close: () => Promise<void>;
}

/** Where Temporal's own tools look when nothing is said. */
const DEFAULT_ADDRESS = 'localhost:7233';

/** How to connect cannot be read from the settings: a profile or a certificate file is not there. */
export class ConnectionSettingsError extends Error {
  override readonly name = 'ConnectionSettingsError';
}

/** Never throws: what is wrong with the settings, `connection` rejects with. */
export function serverAccess(config: Config): ServerAccess {
  const settings = settingsOf(config);
  const unusable = settings instanceof ConnectionSettingsError;
  const address = unusable ? config.process.temporalAddress : settings.connectionOptions.address;
  const namespace = unusable ? config.process.namespace : settings.namespace;
  let opened: Promise<Connection> | undefined;
  const codec = codecOf(config);
  const connection = () => (opened ??= connect(settings));
  return {
    address: address ?? DEFAULT_ADDRESS,
    namespace,
    connection,
    client: async () => new Client({ connection: await connection(), namespace, ...codec }),
    decrypts: codec.dataConverter !== undefined,
    close: async () => {
      await opened?.then(
        (connected) => connected.close(),
        () => undefined,
      );
    },
  };
}

type Settings = ReturnType<typeof temporalConnectOptions> | ConnectionSettingsError;

function settingsOf(config: Config): Settings {
  try {
    return temporalConnectOptions(config);
  } catch (cause) {
    return new ConnectionSettingsError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function connect(settings: Settings): Promise<Connection> {
  if (settings instanceof ConnectionSettingsError) throw settings;
  return Connection.connect({ ...settings.connectionOptions, connectTimeout: '5s' });
}

/** Without a key nothing is sent: whoever looks may do so all the same. */
function codecOf(config: Config): { dataConverter?: ReturnType<typeof dataConverterOf> } {
  try {
    return { dataConverter: dataConverterOf(config) };
  } catch (cause) {
    if (cause instanceof ConfigurationError || cause instanceof KeyFileDamagedError) return {};
    throw cause;
  }
}
