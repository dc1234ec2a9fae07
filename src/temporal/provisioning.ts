import type { ConnectedClient } from '../client.js';
import type { ReadyTenant } from '../compose/tenants.js';
import type { StatisticsConfig } from '../config/statistics.js';
import { ensureDesk } from './desk.js';
import { ensureRetentionSchedule } from './retention-schedule.js';
import { ensureReviveSchedule } from './revive-schedule.js';
import { ensureScanSchedule } from './scan-schedule.js';
import { ensureSearchAttributes } from './search-attributes.js';
import { ensureUpgradeSchedule } from './upgrade-schedule.js';

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
