import type { Client } from '@temporalio/client';
import { descriptorOf } from '../../platforms/index.js';
import { auditFolderIn } from '../../records/audit/stored-line.js';
import type { ReadyTenant } from '../../config/tenants/tenant.js';
import type { Config } from '../../config/load.js';
import { queueRates } from '../../domain/limits.js';
import { liveTenant } from './live.js';
import { type ApiSources, createTenantActions } from './tenant-actions.js';
import type { ApiTenant } from './wire.js';
import { whyOf } from './why.js';
import { temporalUiOf } from '../../contract/run-url.js';
import type { OutcomeStore } from '../../ports/records.js';

/** What the gateway's API is made of. */
interface ComposeApiOptions {
  config: Pick<Config, 'gateway' | 'process' | 'logEncryption'>;
  client: Client;
  outcomes: OutcomeStore;
  /** Those of now. */
  tenants: () => readonly ReadyTenant[];
}

/** The API's sources, over Temporal, the statistics and the audit log of this data folder. */
export function composeApi({ config, client, outcomes, tenants }: ComposeApiOptions): ApiSources {
  const temporalUi = temporalUiOf(config.gateway, client.options.namespace);
  const audit = { folder: auditFolderIn(config.process.dataDir), keys: config.logEncryption.keys };
  return {
    tenants: () => tenants().map(apiTenant),
    outcomes,
    live: (tenant, now) => liveTenant({ client, outcomes }, tenant, now),
    why: (tenant, ticketId) => whyOf({ client, outcomes, audit, temporalUi }, tenant, ticketId),
    actions: createTenantActions(client),
    temporalUi,
  };
}

function apiTenant({ name, platform, policy }: ReadyTenant): ApiTenant {
  const descriptor = descriptorOf(platform.kind);
  return {
    name,
    platform: platform.kind,
    monthlyBudgetUsd: policy.monthlyBudgetUsd,
    queueRates: queueRates(platform),
    ticketUrl: (ticketId) => descriptor.agentPage(platform.baseUrl, ticketId),
  };
}
