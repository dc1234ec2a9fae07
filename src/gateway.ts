import type { Logger } from 'pino';
import { connectClient, dataConverterOf } from './client.js';
import { composeTenants, readyTenants } from './compose-tenants.js';
import { ConfigurationError } from './config/faults.js';
import { isLoopback, isLoopbackHost } from './config/fields.js';
import type { Config } from './config/load.js';
import { createGateway } from './gateway/server.js';
import { healthOf } from './ops/health.js';
import { createProbes } from './ops/probes.js';
import { tenantStatus } from './ops/status.js';
import { provision } from './provisioning/provision.js';
import { openOutcomeStore } from './statistics/open.js';

/** Where the gateway listens when nothing is said. */
export const USUAL_PORT = 8080;

export interface RunGatewayOptions {
  config: Config;
  logger: Logger;
  signal: AbortSignal;
  /** Called once, with the address. */
  onReady?: (url: string) => void;
}

/**
 * Runs the gateway process until `signal` is aborted.
 * @throws {ConfigurationError} without a token.
 */
export async function runGateway({ config, logger, signal, onReady }: RunGatewayOptions): Promise<void> {
  const { host, port, token, temporalUiUrl } = config.gateway;
  if (token === null) {
    throw new ConfigurationError([
      { variable: 'GATEWAY_TOKEN', expected: 'a token of at least 16 characters', got: 'unset' },
    ]);
  }
  const tenants = readyTenants(config.tenants);
  const connected = await connectClient(config);
  const { client } = connected;
  const { dataDir, plainHttpHosts } = config.process;
  const outcomes = await openOutcomeStore({ ...config.statistics, dataDir });
  await provision(connected, tenants, config.statistics);
  const composed = [...composeTenants(tenants, plainHttpHosts).values()];
  const probed = composed.map(({ name, platform, model }) => ({
    tenant: name,
    probes: createProbes({ tenant: name, platform, model, client, dataDir }),
  }));
  const first = probed[0]!;
  const server = createGateway({
    token,
    codec: dataConverterOf(config).payloadCodecs![0]!,
    allowedOrigins: temporalUiUrl === null ? [] : originsOf(temporalUiUrl),
    privateCodec: isLoopbackHost(host),
    health: () => healthOf({ ...first, outcomes }, new Date()),
    status: async (tenant) =>
      composed.some(({ name }) => name === tenant)
        ? tenantStatus({ client, outcomes, tenant }, new Date())
        : null,
  });
  try {
    const url = await server.listen({ host, port: port ?? USUAL_PORT });
    logger.info({ url }, 'gateway listens');
    onReady?.(url);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  } finally {
    await server.close();
    await connected.connection.close();
    await outcomes.close();
  }
}

/** The Web UI's origin; one on this machine is opened by name as well. */
function originsOf(uiUrl: string): string[] {
  const { origin, protocol, port } = new URL(uiUrl);
  return isLoopback(uiUrl) ? [origin, `${protocol}//localhost:${port}`] : [origin];
}
