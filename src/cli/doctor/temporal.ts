import { isGrpcServiceError, type Connection } from '@temporalio/client';
import proto from '@temporalio/proto';
import { error, ok, warning, type Check, type Fault, type Finding } from './check.js';
import { ConnectionSettingsError } from './server-access.js';

const { NamespaceState } = proto.temporal.api.enums.v1;

export interface TemporalServerOptions {
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
