import { z } from 'zod';
import { readPart, type ConfigFault, type Environment } from '../../ports/faults.js';
import { hostList, httpUrl, isLoopback } from '../../ports/setting.js';
import { freshdeskSchema } from '../../platforms/freshdesk/settings.js';
import { isAmong, llmSchema, type LlmConfig } from '../../models/settings.js';
import { triageSchema } from '../triage.js';
import { verdictsSchema } from '../verdicts.js';
import { zendeskSchema } from '../../platforms/zendesk/settings.js';
import type { PlatformConfig, TenantConfig } from './tenant.js';
import { settingNotes } from '../../ports/setting-notes.js';

const KINDS = ['zendesk', 'freshdesk'] as const satisfies readonly PlatformConfig['kind'][];

/** `TICKET_PLATFORM`. */
export const kindSchema = z.object({
  TICKET_PLATFORM: z
    .enum(KINDS, KINDS.join(' or '))
    .optional()
    .register(settingNotes, { means: 'The kind of help desk.', otherwise: 'zendesk', example: 'zendesk' }),
});

/** The one tenant of an installation without a tenants file. Null when a part is wrong; `faults` says why. */
export function tenantOfEnvironment(env: Environment, faults: ConfigFault[]): TenantConfig | null {
  const named = readPart(kindSchema, env, faults);
  const kind = named?.TICKET_PLATFORM ?? 'zendesk';
  const platform = readPlatform(kind, env, faults);
  const llm = readPart(llmSchema, env, faults);
  const triage = readPart(triageSchema, env, faults);
  const policy = readPart(verdictsSchema, env, faults);
  refusePlainHttp(kind, env, faults);
  refuseUnreadAccount(env, faults);
  refusePublicModel(llm, faults);
  if (!llm || !triage || !policy) return null;
  return { name: 'default', fileEntry: null, platformKind: kind, platform, llm, triage, policy };
}

/** Variables of another kind of help desk than the one in use are not looked at. */
function readPlatform(
  kind: PlatformConfig['kind'],
  env: Environment,
  faults: ConfigFault[],
): PlatformConfig | null {
  return kind === 'zendesk' ? readPart(zendeskSchema, env, faults) : readPart(freshdeskSchema, env, faults);
}

/** An account that nobody would look at: a demo would run beside it. */
function refuseUnreadAccount(env: Environment, faults: ConfigFault[]): void {
  if (env['TICKET_PLATFORM']) return;
  const named = ['FRESHDESK_SUBDOMAIN', 'FRESHDESK_BASE_URL'].find((variable) => env[variable]);
  if (named === undefined || env['ZENDESK_SUBDOMAIN'] || env['ZENDESK_BASE_URL']) return;
  const expected = `freshdesk, because ${named} is set`;
  faults.push({ variable: 'TICKET_PLATFORM', expected, got: 'unset' });
}

/** Looks at the variables themselves: a fault elsewhere does not hide this one. */
function refusePlainHttp(kind: PlatformConfig['kind'], env: Environment, faults: ConfigFault[]): void {
  const allowed = hostList.parse(env['ALLOW_PLAIN_HTTP'] ?? '');
  for (const variable of [
    kind === 'zendesk' ? 'ZENDESK_BASE_URL' : 'FRESHDESK_BASE_URL',
    'OPENAI_BASE_URL',
  ]) {
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
