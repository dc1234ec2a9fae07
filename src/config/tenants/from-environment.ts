import { DEFAULT_VERDICT_POLICY } from '../../domain/tenant-policy.js';
import { readPart, shown, type ConfigFault, type Environment } from '../faults.js';
import { hostList, httpUrl, isLoopback } from '../fields.js';
import { isAmong, llmSchema, type LlmConfig } from '../llm.js';
import { triageSchema } from '../triage.js';
import { zendeskSchema } from '../zendesk.js';
import type { TenantConfig } from './tenant.js';

/** The one tenant of an installation without a tenants file. Null when a part is wrong; `faults` says why. */
export function tenantOfEnvironment(env: Environment, faults: ConfigFault[]): TenantConfig | null {
  const platform = readPart(zendeskSchema, env, faults);
  const llm = readPart(llmSchema, env, faults);
  const triage = readPart(triageSchema, env, faults);
  refusePlainHttp(env, faults);
  refuseOtherPlatforms(env, faults);
  refusePublicModel(llm, faults);
  if (!llm || !triage) return null;
  return { name: 'default', fileEntry: null, platform, llm, triage, policy: DEFAULT_VERDICT_POLICY };
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

/** A setting that would mislead if it were passed over in silence. */
function refuseOtherPlatforms({ TICKET_PLATFORM: platform }: Environment, faults: ConfigFault[]): void {
  if (!platform || platform === 'zendesk') return;
  const got = shown('TICKET_PLATFORM', platform);
  faults.push({ variable: 'TICKET_PLATFORM', expected: 'zendesk', got });
}

/** The model adapter checks every request; here the operator learns of it before anything starts. */
function refusePublicModel(llm: LlmConfig | null, faults: ConfigFault[]): void {
  const { privateHosts, endpoint } = llm ?? {};
  if (!privateHosts || privateHosts.length === 0 || !endpoint) return;
  if (isAmong(privateHosts, endpoint.baseUrl)) return;
  faults.push({
    variable: 'OPENAI_BASE_URL',
    expected: `a host named in LLM_PRIVATE_HOSTS (${privateHosts.join(', ')})`,
    got: new URL(endpoint.baseUrl).host,
  });
}
