import { hostList, httpUrl, isLoopback } from './fields.js';
import { ConfigurationError, readPart, shown, type ConfigFault, type Environment } from './faults.js';
import { deploymentSchema, type DeploymentConfig } from './deployment.js';
import { encryptionSchema, type EncryptionConfig } from './encryption.js';
import { gatewaySchema, type GatewayConfig } from './gateway.js';
import { llmSchema, type LlmConfig } from './llm.js';
import { processSchema, type ProcessConfig } from './process.js';
import { statisticsSchema, type StatisticsConfig } from './statistics.js';
import { triageSchema, type TriageConfig } from './triage.js';
import { zendeskSchema, type ZendeskConfig } from './zendesk.js';

/** One customer: a help desk account with its model and policy. */
export interface TenantConfig {
  name: string;
  /** Null: no account is configured. */
  platform: ZendeskConfig | null;
  llm: LlmConfig;
  triage: TriageConfig;
}

export interface Config {
  process: ProcessConfig;
  deployment: DeploymentConfig;
  encryption: EncryptionConfig;
  statistics: StatisticsConfig;
  gateway: GatewayConfig;
  tenants: TenantConfig[];
}

/**
 * Reads and checks the whole configuration.
 * @throws {ConfigurationError} that lists every fault of every part.
 */
export function loadConfig(env: Environment): Config {
  const faults: ConfigFault[] = [];
  const process = readPart(processSchema, env, faults);
  const deployment = readPart(deploymentSchema, env, faults);
  const encryption = readPart(encryptionSchema, env, faults);
  const statistics = readPart(statisticsSchema, env, faults);
  const gateway = readPart(gatewaySchema, env, faults);
  const platform = readPart(zendeskSchema, env, faults);
  const llm = readPart(llmSchema, env, faults);
  const triage = readPart(triageSchema, env, faults);
  refusePlainHttp(env, faults);
  refuseUnsupported(env, faults);
  refusePublicModel(llm, faults);
  if (
    !process ||
    !deployment ||
    !encryption ||
    !statistics ||
    !gateway ||
    !llm ||
    !triage ||
    faults.length > 0
  ) {
    throw new ConfigurationError(faults);
  }
  const tenants = [{ name: 'default', platform, llm, triage }];
  return { process, deployment, encryption, statistics, gateway, tenants };
}

/** Looks at the variables themselves: a fault elsewhere does not hide this one. */
function refusePlainHttp(env: Environment, faults: ConfigFault[]): void {
  const allowed = hostList.parse(env['ALLOW_PLAIN_HTTP'] ?? '');
  for (const variable of ['ZENDESK_BASE_URL', 'OPENAI_BASE_URL']) {
    const url = env[variable] ?? '';
    if (!httpUrl.safeParse(url).success) continue;
    const { protocol, hostname } = new URL(url);
    if (protocol === 'https:' || isLoopback(url) || allowed.includes(hostname)) continue;
    faults.push({
      variable,
      expected: 'https:// (or the host named in ALLOW_PLAIN_HTTP)',
      got: `${protocol}//${hostname}`,
    });
  }
}

/** Settings of the interface that would mislead if they were passed over in silence. */
const NOT_SUPPORTED_YET = ['TENANTS_FILE', 'LOG_ENCRYPTION_KEY', 'PRESIDIO_URL'] as const;

function refuseUnsupported(env: Environment, faults: ConfigFault[]): void {
  for (const variable of NOT_SUPPORTED_YET) {
    if (env[variable])
      faults.push({
        variable,
        expected: 'nothing: this version does not support it',
        got: shown(variable, env[variable]),
      });
  }
  const platform = env['TICKET_PLATFORM'];
  if (platform && platform !== 'zendesk') {
    faults.push({
      variable: 'TICKET_PLATFORM',
      expected: 'zendesk',
      got: shown('TICKET_PLATFORM', platform),
    });
  }
}

/** The model adapter checks every request; here the operator learns of it before anything starts. */
function refusePublicModel(llm: LlmConfig | null, faults: ConfigFault[]): void {
  const { privateHosts, endpoint } = llm ?? {};
  if (!privateHosts || privateHosts.length === 0 || !endpoint) return;
  const { host, hostname } = new URL(endpoint.baseUrl);
  if (privateHosts.includes(host) || privateHosts.includes(hostname)) return;
  faults.push({
    variable: 'OPENAI_BASE_URL',
    expected: `a host named in LLM_PRIVATE_HOSTS (${privateHosts.join(', ')})`,
    got: host,
  });
}
