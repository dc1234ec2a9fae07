import type { z } from 'zod';
import type { VerdictPolicy } from '../../domain/tenant-policy.js';
import type { freshdeskRatesSchema } from '../../platforms/freshdesk/settings.js';
import type { LlmConfig } from '../../models/settings.js';
import type { TriageConfig } from '../triage.js';
import type { zendeskRatesSchema } from '../../platforms/zendesk/settings.js';
import type { SecretSources } from './secret-reference.js';

/** What a tenant's entry is read with, beside the entry itself. */
export interface TenantSources extends SecretSources {
  /** Hosts that may be spoken to without TLS, beside loopback. */
  plainHttpHosts: readonly string[];
  /** What the variables say holds where an entry says nothing. */
  defaults: {
    rates: z.output<typeof zendeskRatesSchema> & z.output<typeof freshdeskRatesSchema>;
    llm: LlmConfig;
    triage: TriageConfig;
    policy: VerdictPolicy;
  };
}
