import type { VerdictPolicy } from '../../domain/tenant-policy.js';
import type { FreshdeskConfig } from '../../platforms/freshdesk/settings.js';
import type { LlmConfig } from '../../models/settings.js';
import type { TriageConfig } from '../triage.js';
import type { ZendeskConfig } from '../../platforms/zendesk/settings.js';

/** An account of a help desk, of any kind that there is an adapter for. */
export type PlatformConfig = ZendeskConfig | FreshdeskConfig;

/** One customer: a help desk account with its model and policy. */
export interface TenantConfig {
  name: string;
  /** Where the tenants file has it, such as `tenants[0]`, for messages; null: the variables make it. */
  fileEntry: string | null;
  /** Of the account, also where none is configured. */
  platformKind: PlatformConfig['kind'];
  /** Null: no account is configured, which a tenants file does not allow. */
  platform: PlatformConfig | null;
  llm: LlmConfig;
  triage: TriageConfig;
  policy: VerdictPolicy;
}
