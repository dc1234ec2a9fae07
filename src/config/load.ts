import { isLoopback } from './fields.js';
import { ConfigurationError, readPart, type ConfigFault, type Environment } from './faults.js';
import { llmSchema, type LlmConfig } from './llm.js';
import { processSchema, type ProcessConfig } from './process.js';
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
  tenants: TenantConfig[];
}

/**
 * Reads and checks the whole configuration.
 * @throws {ConfigurationError} that lists every fault of every part.
 */
export function loadConfig(env: Environment): Config {
  const faults: ConfigFault[] = [];
  const process = readPart(processSchema, env, faults);
  const platform = readPart(zendeskSchema, env, faults);
  const llm = readPart(llmSchema, env, faults);
  const triage = readPart(triageSchema, env, faults);
  if (process && platform)
    refusePlainHttp('ZENDESK_BASE_URL', platform.baseUrl, process.plainHttpHosts, faults);
  if (process && llm?.endpoint)
    refusePlainHttp('OPENAI_BASE_URL', llm.endpoint.baseUrl, process.plainHttpHosts, faults);
  if (faults.length > 0 || process === null || llm === null || triage === null)
    throw new ConfigurationError(faults);
  return { process, tenants: [{ name: 'default', platform, llm, triage }] };
}

function refusePlainHttp(
  variable: string,
  url: string,
  allowed: readonly string[],
  faults: ConfigFault[],
): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || isLoopback(url) || allowed.includes(hostname)) return;
  faults.push({
    variable,
    expected: 'https:// (or the host named in ALLOW_PLAIN_HTTP)',
    got: `${protocol}//${hostname}`,
  });
}
