import type { ConnectedClient } from '../client.js';
import type { ReadyTenant } from '../config/tenants/tenant.js';
import type { StatisticsConfig } from '../config/deployment.js';
import {
  ensureRetentionSchedule,
  ensureReviveSchedule,
  ensureScanSchedule,
  ensureUpgradeSchedule,
  TASK_OF_A_LONG_HISTORY,
  ensureSummarySchedule,
} from './schedules.js';
import { ensureSearchAttributes } from './search-attributes.js';
import type { Client } from '@temporalio/client';
import type { TenantDeskInput } from '../contract/desk.js';
import { deskWorkflowId, SEARCH_ATTRIBUTES, TICKETS_QUEUE, type PlatformName } from '../contract/names.js';
import { anyChannel, type AlertsConfig } from '../alerts/channels/settings.js';
import { WATCH_WORKFLOW_ID } from '../contract/alerts.js';

/**
 * Makes sure that what the installation needs exists on the server: search attributes, the retention of
 * the statistics, each tenant's schedules and desk. Changes nothing twice.
 */
export async function provision(
  { client, connection }: ConnectedClient,
  tenants: readonly ReadyTenant[],
  statistics: Pick<StatisticsConfig, 'retentionDays'>,
): Promise<void> {
  await ensureSearchAttributes(connection, client.options.namespace);
  await ensureRetentionSchedule(client, statistics.retentionDays);
  for (const { name, platform, triage } of tenants) {
    await ensureScanSchedule(client, {
      tenant: name,
      platform: platform.kind,
      account: platform.account,
      cron: triage.cron,
      concurrency: triage.concurrency,
    });
    const { concurrency } = triage;
    await ensureReviveSchedule(client, { tenant: name, platform: platform.kind });
    await ensureUpgradeSchedule(client, { tenant: name, platform: platform.kind, concurrency });
    await ensureDesk(client, name, platform.kind);
  }
}

/** Makes sure that the tenant's desk is open. Does nothing when it is. */
export async function ensureDesk(client: Client, tenant: string, platform: PlatformName): Promise<void> {
  const input: TenantDeskInput = { tenant, platform };
  await client.workflow.start('tenantDesk', {
    workflowId: deskWorkflowId(tenant),
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: TICKETS_QUEUE,
    args: [input],
    workflowTaskTimeout: TASK_OF_A_LONG_HISTORY,
    staticSummary: `desk of ${tenant}`,
    staticDetails: 'Signal `reprocess` asks for new verdicts, by ticket IDs or by filter.',
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
      { key: SEARCH_ATTRIBUTES.platform, value: platform },
    ],
  });
}

/**
 * Makes sure that somebody watches, and that the daily summary is due, where anybody can be told. Does nothing when both
 * are there. It ends neither: a process without the channels' secrets must not stop what another one started.
 */
export async function ensureAlerts(client: Client, alerts: AlertsConfig): Promise<void> {
  if (anyChannel(alerts)) await ensureWatch(client);
  if (alerts.email !== null) await ensureSummarySchedule(client, alerts);
}

/** The workflow that watches. Does nothing when it runs. */
async function ensureWatch(client: Client): Promise<void> {
  await client.workflow.start('watchIncidents', {
    workflowId: WATCH_WORKFLOW_ID,
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: TICKETS_QUEUE,
    args: [{}],
    workflowTaskTimeout: TASK_OF_A_LONG_HISTORY,
    staticSummary: 'watches for incidents',
    staticDetails:
      'Looks for trouble and tells people once (docs/alerts.md). Query `state` has what is open.',
  });
}
