import { Client, type Connection } from '@temporalio/client';
import { dataConverterOf, openConnection } from '../../client.js';
import { KeyFileDamagedError } from '../../codec/key-file.js';
import { ConfigurationError } from '../../config/faults.js';
import type { Config } from '../../config/load.js';
import { DEFAULT_TEMPORAL_ADDRESS, temporalSettings, type TemporalSettings } from '../../config/temporal.js';

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

/** Never throws: what is wrong with the settings, `connection` rejects with. */
export function serverAccess(config: Config): ServerAccess {
  const settings = settingsOf(config);
  const unusable = settings instanceof ConfigurationError;
  const address = unusable ? config.process.temporalAddress : settings.connectionOptions.address;
  const namespace = unusable ? config.process.namespace : settings.namespace;
  let opened: Promise<Connection> | undefined;
  const codec = codecOf(config);
  const connection = () => (opened ??= connect(settings));
  return {
    address: address ?? DEFAULT_TEMPORAL_ADDRESS,
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

type Settings = TemporalSettings | ConfigurationError;

function settingsOf(config: Config): Settings {
  try {
    return temporalSettings(config.process);
  } catch (cause) {
    if (cause instanceof ConfigurationError) return cause;
    throw cause;
  }
}

async function connect(settings: Settings): Promise<Connection> {
  if (settings instanceof ConfigurationError) throw settings;
  return openConnection(settings.connectionOptions);
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
