import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createGatewayMetrics } from './adapters/prometheus/gateway-metrics.js';
import { connectClient, payloadCodecOf } from './client.js';
import { composeTenants, readyTenants, type ReadyTenant } from './compose-tenants.js';
import { ConfigurationError } from './config/faults.js';
import { isLoopback, isLoopbackHost } from './config/fields.js';
import type { Config } from './config/load.js';
import { createGateway } from './gateway/server.js';
import type { WebhookTenant } from './gateway/webhooks/answer.js';
import { healthOf, type Health } from './ops/health.js';
import { installationHealth } from './ops/installation-health.js';
import { serveProcessMetrics } from './ops/metrics/process-metrics.js';
import { createProbes } from './ops/probes.js';
import { tenantStatus } from './ops/status.js';
import { provision } from './provisioning/provision.js';
import { openOutcomeStore } from './statistics/open.js';
import { createReportChange } from './ticket-runs/report-change.js';

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
  const { host, port, token, viewerToken, temporalUiUrl } = config.gateway;
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
  const composed = [...composeTenants(tenants, { plainHttpHosts }).values()];
  const probed = composed.map(({ name, platformName, platform, model, policy }) => ({
    tenant: name,
    platformName,
    monthlyBudgetUsd: policy.monthlyBudgetUsd,
    probes: createProbes({ tenant: name, platform, model, client, dataDir }),
  }));
  const registry = new Registry();
  const server = createGateway({
    tokens: { operator: token, viewer: viewerToken },
    onError: (error) => logger.error({ failure: error.name }, error.message),
    codec: payloadCodecOf(config),
    allowedOrigins: temporalUiUrl === null ? [] : originsOf(temporalUiUrl),
    privateCodec: isLoopbackHost(host),
    health: async () => {
      const healths = await Promise.all(probed.map((one) => healthOf({ ...one, outcomes }, new Date())));
      return installationHealth(healths as [Health, ...Health[]]);
    },
    status: async (tenant) => {
      const known = composed.find(({ name }) => name === tenant);
      if (known === undefined) return null;
      return tenantStatus({ client, outcomes, tenant, ...known.policy }, new Date());
    },
    webhooks: {
      tenant: webhookTenants(tenants),
      reportChange: createReportChange(client),
      metrics: createGatewayMetrics(
        registry,
        tenants.map(({ name }) => name),
      ),
    },
  });
  const metricsPage = await serveProcessMetrics({
    host,
    ...{ port: config.metrics.port, registry, client, outcomes, logger },
    tenants: composed,
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
    await metricsPage.close();
    await connected.connection.close();
    await outcomes.close();
  }
}

/** What deliveries of webhooks to each tenant are proven by. */
function webhookTenants(tenants: readonly ReadyTenant[]): (name: string) => WebhookTenant | null {
  const byName = new Map(
    tenants.map(({ name, platform }) => [name, { platform: platform.kind, key: webhookKeyOf(platform) }]),
  );
  return (name) => byName.get(name) ?? null;
}

/** Zendesk signs with a secret, Freshdesk sends a token. */
const webhookKeyOf = (platform: {
  webhookSecret?: string | null;
  webhookToken?: string | null;
}): string | null => platform.webhookSecret ?? platform.webhookToken ?? null;

/** The Web UI's origin; one on this machine is opened by name as well. */
function originsOf(uiUrl: string): string[] {
  const { origin, protocol, port } = new URL(uiUrl);
  return isLoopback(uiUrl) ? [origin, `${protocol}//localhost:${port}`] : [origin];
}
