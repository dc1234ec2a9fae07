import { isGrpcServiceError, Connection, Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { error, ok, warning, type Check, type Fault, type Finding } from './report.js';
import { dataConverterOf, temporalConnectOptions } from '../../client.js';
import { KeyFileDamagedError } from '../../crypto/keys.js';
import { ConfigurationError } from '../../ports/setting.js';
import type { Config } from '../../config/load.js';
import { SEARCH_ATTRIBUTES } from '../../contract/names.js';

const { NamespaceState } = proto.temporal.api.enums.v1;

interface TemporalServerOptions {
  address: string;
  namespace: string;
  /** Connects at the first call, the same connection afterwards. */
  connection: () => Promise<Connection>;
}

const HOURS_A_DAY = 24;
const SECONDS_AN_HOUR = 3600;

/** `temporal` and `namespace`. */
export function temporalServerChecks(options: TemporalServerOptions): Check[] {
  return [
    { name: 'temporal', run: () => server(options) },
    { name: 'namespace', needs: ['temporal'], run: () => namespaceOf(options) },
  ];
}

async function server({ address, connection }: TemporalServerOptions): Promise<Finding> {
  try {
    const { workflowService } = await connection();
    const { serverVersion } = await workflowService.getSystemInfo({});
    return ok(`${address} answers, server version ${serverVersion}`, { details: { address, serverVersion } });
  } catch (cause) {
    const { fault, why } = refusal(cause);
    const advice =
      'check that the server runs (`npm start` brings one of its own), and TEMPORAL_ADDRESS, TEMPORAL_TLS_* and ' +
      'TEMPORAL_API_KEY if you set them';
    return error(fault, `${address}: ${why}`, advice);
  }
}

async function namespaceOf({ namespace, connection }: TemporalServerOptions): Promise<Finding> {
  const { workflowService } = await connection();
  try {
    const { namespaceInfo, config } = await workflowService.describeNamespace({ namespace });
    const retentionSeconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    const days = Math.round(retentionSeconds / SECONDS_AN_HOUR / HOURS_A_DAY);
    const found = `${namespace} keeps ended runs for ${days === 1 ? 'a day' : `${days} days`}`;
    const further = { details: { namespace, retentionSeconds } };
    if (namespaceInfo?.state === NamespaceState.NAMESPACE_STATE_REGISTERED) return ok(found, further);
    return warning(`${found}, and is not in use any more`, 'set TEMPORAL_NAMESPACE to one that is', further);
  } catch (cause) {
    const { fault, why } = refusal(cause);
    return error(fault, `${namespace}: ${why}`, 'check TEMPORAL_NAMESPACE and the rights of its credentials');
  }
}

/** @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const GRPC = { notFound: 5, permissionDenied: 7, unauthenticated: 16 } as const;

/** What a refused or failed call means. The server's own words are not repeated but for those of its status. */
function refusal(cause: unknown): { fault: Fault; why: string } {
  if (cause instanceof ConnectionSettingsError) return { fault: 'configuration', why: cause.message };
  for (let inner = cause; inner instanceof Error; inner = inner.cause) {
    if (!isGrpcServiceError(inner)) continue;
    const code = inner.code as number;
    if (code === GRPC.notFound) return { fault: 'failed', why: 'it does not exist' };
    if (code === GRPC.permissionDenied) return { fault: 'failed', why: 'the credentials may not use it' };
    if (code === GRPC.unauthenticated) return { fault: 'failed', why: 'the credentials are refused' };
  }
  return { fault: 'unreachable', why: 'no answer' };
}

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
class ConnectionSettingsError extends Error {
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

const { IndexedValueType } = proto.temporal.api.enums.v1;
const TYPES = {
  KEYWORD: { registered: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD, command: 'Keyword' },
  INT: { registered: IndexedValueType.INDEXED_VALUE_TYPE_INT, command: 'Int' },
} as const;

interface SearchAttributesOptions {
  namespace: string;
  connection: () => Promise<Connection>;
}

/** `search_attributes`: what operators filter by is registered, each with its type. */
export function searchAttributesCheck(options: SearchAttributesOptions): Check {
  return { name: 'search_attributes', needs: ['namespace'], run: () => searchAttributes(options) };
}

async function searchAttributes({ namespace, connection }: SearchAttributesOptions): Promise<Finding> {
  const { operatorService } = await connection();
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const wanted = Object.values(SEARCH_ATTRIBUTES);
  const missing = wanted.filter(({ name }) => !(name in customAttributes));
  const otherType = wanted.filter(
    ({ name, type }) => name in customAttributes && customAttributes[name] !== TYPES[type].registered,
  );
  if (otherType.length > 0) {
    const names = otherType.map(({ name, type }) => `${name} (expected ${TYPES[type].command})`).join(', ');
    const advice = 'have an administrator of Temporal remove them: they are made anew at the next start';
    return error('failed', `registered with another type: ${names}`, advice);
  }
  if (missing.length === 0) return ok(`all ${wanted.length} are registered`);
  return warning(
    `${missing.length} of ${wanted.length} are not registered`,
    'nothing where a worker may register them at its next start; else an administrator runs these lines',
    {
      items: missing.map(
        ({ name, type }) =>
          `temporal operator search-attribute create --namespace ${namespace} --name ${name} --type ${TYPES[type].command}`,
      ),
      details: { missing: missing.map(({ name }) => name) },
    },
  );
}
