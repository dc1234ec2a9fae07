import type { VerdictPolicy } from '../../domain/tenant-policy.js';
import type { PlatformName } from '../../contract/names.js';
import { accountVariables } from '../../platforms/descriptor.js';
import type { PlatformConfig } from '../../platforms/index.js';
import type { LlmConfig } from '../../models/settings.js';
import type { TriageConfig } from '../triage.js';
import { type ConfigFault, ConfigurationError } from '../../ports/setting.js';

/** One customer: a help desk account with its model and policy. */
export interface TenantConfig {
  name: string;
  /** Where the tenants file has it, such as `tenants[0]`, for messages; null: the variables make it. */
  fileEntry: string | null;
  /** Of the account, also where none is configured. */
  platformKind: PlatformName;
  /** Null: no account is configured, which a tenants file does not allow. */
  platform: PlatformConfig | null;
  llm: LlmConfig;
  triage: TriageConfig;
  policy: VerdictPolicy;
}

/** A tenant whose platform and model are both configured. */
export interface ReadyTenant extends TenantConfig {
  platform: PlatformConfig;
  llm: LlmConfig & { endpoint: NonNullable<LlmConfig['endpoint']> };
}

/**
 * The tenants, all of them complete.
 * @throws {ConfigurationError} that names what is missing.
 */
export function readyTenants(tenants: readonly TenantConfig[]): ReadyTenant[] {
  const faults: ConfigFault[] = [];
  const ready = tenants.flatMap((tenant) => {
    const { platform, llm } = tenant;
    if (platform === null) {
      faults.push(accountUnset(tenant));
    }
    if (llm.endpoint === null) {
      faults.push({
        variable: 'OPENAI_API_KEY',
        expected: 'a key, or OPENAI_BASE_URL of a private model',
        got: 'unset',
      });
    }
    return platform === null || llm.endpoint === null
      ? []
      : [{ ...tenant, platform, llm: { ...llm, endpoint: llm.endpoint } }];
  });
  if (faults.length > 0) throw new ConfigurationError(faults);
  return ready;
}

/** The fault of a tenant without an account, as its kind of help desk names the setting. */
export function accountUnset({ platformKind }: Pick<TenantConfig, 'platformKind'>): ConfigFault {
  const { subdomain, baseUrl } = accountVariables(platformKind);
  return { variable: subdomain, expected: `the help desk account (or ${baseUrl})`, got: 'unset' };
}
