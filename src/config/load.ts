import type { Proxies } from '../http/outgoing.js';
import {
  ConfigurationError,
  readPart,
  type ConfigFault,
  type Environment,
  unwrappedEnvironment,
} from '../ports/setting.js';
import { alertsSchema, type AlertsConfig } from '../alerts/channels/settings.js';
import {
  deploymentSchema,
  type DeploymentConfig,
  encryptionSchema,
  type EncryptionConfig,
  statisticsSchema,
  type StatisticsConfig,
} from './deployment.js';
import { gatewaySchema, type GatewayConfig } from './gateway.js';
import {
  loggingKeySchema,
  type LogEncryptionConfig,
  metricsSchema,
  type MetricsConfig,
  tracingSchema,
  type TracingConfig,
} from './observability.js';
import { presidioSchema, type PresidioConfig } from '../models/presidio-settings.js';
import { processSchema, type ProcessConfig } from './process.js';
import { readProxies } from './proxies.js';
import { configuredTenants } from './tenants/configured-tenants.js';
import type { TenantConfig } from './tenants/tenant.js';

export type { TenantConfig } from './tenants/tenant.js';

export interface Config {
  process: ProcessConfig;
  deployment: DeploymentConfig;
  encryption: EncryptionConfig;
  logEncryption: LogEncryptionConfig;
  statistics: StatisticsConfig;
  gateway: GatewayConfig;
  metrics: MetricsConfig;
  presidio: PresidioConfig;
  alerts: AlertsConfig;
  tracing: TracingConfig;
  proxies: Proxies;
  tenants: TenantConfig[];
}

/**
 * Reads and checks the whole configuration.
 * @throws {ConfigurationError} that lists every fault of every part.
 */
export function loadConfig(written: Environment): Config {
  const env = unwrappedEnvironment(written);
  const faults: ConfigFault[] = [];
  const process = readPart(processSchema, env, faults);
  const deployment = readPart(deploymentSchema, env, faults);
  const encryption = readPart(encryptionSchema, env, faults);
  const logEncryption = readPart(loggingKeySchema, env, faults);
  const statistics = readPart(statisticsSchema, env, faults);
  const gateway = readPart(gatewaySchema, env, faults);
  const metrics = readPart(metricsSchema, env, faults);
  const presidio = readPart(presidioSchema, env, faults);
  const alerts = readPart(alertsSchema, env, faults);
  const tracing = readPart(tracingSchema, env, faults);
  const proxies = readProxies(env, faults);
  const tenants = configuredTenants(env, faults);
  if (
    !process ||
    !deployment ||
    !encryption ||
    !logEncryption ||
    !statistics ||
    !gateway ||
    !metrics ||
    !presidio ||
    !alerts ||
    !tracing ||
    !proxies ||
    faults.length > 0
  ) {
    throw new ConfigurationError(faults);
  }
  return {
    process,
    deployment,
    encryption,
    logEncryption,
    statistics,
    gateway,
    metrics,
    presidio,
    alerts,
    tracing,
    proxies,
    tenants,
  };
}
