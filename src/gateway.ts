import { once } from 'node:events';
import path from 'node:path';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createGatewayMetrics } from './health/metrics/series.js';
import { descriptorOf } from './platforms/index.js';
import { connectClient, payloadCodecOf } from './client.js';
import { composeApi } from './gateway/api/compose.js';
import { readyTenants, type ReadyTenant } from './config/tenants/tenant.js';
import { CHECKOUT } from './config/environment.js';
import { ConfigurationError, isLoopback, isLoopbackHost } from './ports/setting.js';
import type { Config } from './config/load.js';
import { createGateway } from './gateway/server.js';
import { type WebhookTenant, createKnownPauses } from './gateway/webhooks.js';
import { Opened } from './compose/opened.js';
import { serveProcessMetrics } from './health/metrics/process-metrics.js';
import { temporalProbe } from './health/probes.js';
import { tenantStatus } from './health/status.js';
import { provision, ensureAlerts } from './temporal/provisioning.js';
import { openOutcomeStore } from './records/statistics/database.js';
import { createHealthNow } from './health/installation-health.js';
import { provisionChanges, createTenantRoster } from './compose/tenants-now.js';
import { followTenants, type TenantsFile } from './compose/tenants-file.js';
import { createReportChange } from './temporal/report-change.js';
import { tracingWhenConfigured } from './temporal/tracing/when-configured.js';

/** Where the gateway listens when nothing is said. */
export const USUAL_PORT = 8080;

export interface RunGatewayOptions {
  config: Config;
  /** Followed while the gateway runs. Default: the tenants stay those of `config`. */
  tenantsFile?: TenantsFile | null;
  logger: Logger;
  signal: AbortSignal;
  /** Called once, with the address. */
  onReady?: (url: string) => void;
}

/**
 * Runs the gateway process until `signal` is aborted.
 * @throws {ConfigurationError} without a token.
 */
export async function runGateway({
  config,
  tenantsFile = null,
  logger,
  signal,
  onReady,
}: RunGatewayOptions): Promise<void> {
  const { host, port, token, viewerToken, temporalUiUrl, privateCodec } = config.gateway;
  if (token === null) {
    throw new ConfigurationError([
      { variable: 'GATEWAY_TOKEN', expected: 'a token of at least 16 characters', got: 'unset' },
    ]);
  }
  const tenants = readyTenants(config.tenants);
  await using opened = new Opened(logger);
  const tracing = await tracingWhenConfigured(config, logger);
  opened.closing('tracing', () => tracing?.close());
  const { dataDir, plainHttpHosts } = config.process;
  const outcomes = await openOutcomeStore({ ...config.statistics, dataDir });
  opened.closing('the statistics', () => outcomes.close());
  const connected = await connectClient(config, tracing?.clientInterceptors);
  opened.closing("the client's connection", () => connected.connection.close());
  const { client } = connected;
  await provision(connected, tenants, config.statistics);
  await ensureAlerts(client, config.alerts);
  const registry = new Registry();
  const metrics = createGatewayMetrics(registry);
  const roster = createTenantRoster(tenants, { plainHttpHosts, onNames: metrics.tenantsAre });
  const server = createGateway({
    tokens: { operator: token, viewer: viewerToken },
    onError: (error) => logger.error({ failure: error.name }, error.message),
    codec: payloadCodecOf(config),
    allowedOrigins: temporalUiUrl === null ? [] : originsOf(temporalUiUrl),
    privateCodec: privateCodec ?? isLoopbackHost(host),
    temporal: temporalProbe(client),
    health: createHealthNow({ tenants: roster.services, client, outcomes, dataDir }),
    status: async (tenant) => {
      const known = roster.services.get(tenant);
      if (known === undefined) return null;
      return tenantStatus({ client, outcomes, tenant, ...known.policy }, new Date());
    },
    sources: composeApi({ config, client, outcomes, tenants: () => [...roster.configured.values()] }),
    dashboardFolder: path.join(CHECKOUT, 'dist', 'dashboard'),
    webhooks: {
      tenant: (name) => webhookTenantOf(roster.configured.get(name)),
      whyPaused: createKnownPauses(client),
      reportChange: tracing?.report(createReportChange(client)) ?? createReportChange(client),
      metrics,
    },
  });
  opened.closing('the gateway', () => server.close());
  const metricsPage = await serveProcessMetrics({
    host,
    ...{ port: config.metrics.port, registry, client, outcomes, logger },
    tenants: roster.services,
  });
  opened.closing('the metrics', () => metricsPage.close());
  const following = followTenants({
    ...{ file: tenantsFile, inForce: tenants, registry, logger },
    apply: async (changes) => {
      await provisionChanges(connected, changes, { statistics: config.statistics, logger });
      roster.serve([...changes.added, ...changes.changed]);
      roster.drop(changes.removed);
    },
  });
  opened.closing('the tenants file', () => following.stop(), Infinity);
  const url = await server.listen({ host, port: port ?? USUAL_PORT });
  logger.info({ url }, 'gateway listens');
  onReady?.(url);
  if (!signal.aborted) await once(signal, 'abort');
}

/** What deliveries of webhooks to a tenant are proven by; null: there is no such tenant. */
const webhookTenantOf = (tenant: ReadyTenant | undefined): WebhookTenant | null =>
  tenant === undefined
    ? null
    : {
        platform: tenant.platform.kind,
        key: descriptorOf(tenant.platform.kind).webhook.keyOf(tenant.platform),
      };

/** The Web UI's origin; one on this machine is opened by name as well. */
function originsOf(uiUrl: string): string[] {
  const { origin, protocol, port } = new URL(uiUrl);
  return isLoopback(uiUrl) ? [origin, `${protocol}//localhost:${port}`] : [origin];
}
