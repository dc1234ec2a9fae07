import type { Logger } from 'pino';
import type { ConnectedClient } from '../client.js';
import type { StatisticsConfig } from '../config/statistics.js';
import { countOpenTickets } from '../health/ticket-rows.js';
import { provision } from '../temporal/provisioning.js';
import { pauseWithdrawn } from '../temporal/withdrawn-tenant.js';
import type { TenantChanges } from './tenant-changes.js';

export interface ProvisionChangesOptions {
  statistics: Pick<StatisticsConfig, 'retentionDays'>;
  logger: Pick<Logger, 'warn'>;
}

/**
 * Brings the Temporal server in line with changed tenants: schedules and desks of those that are there, a pause for the
 * schedules of those that were taken out. Safe to repeat, and to run in several processes at once.
 */
export async function provisionChanges(
  connected: ConnectedClient,
  { added, changed, removed }: TenantChanges,
  { statistics, logger }: ProvisionChangesOptions,
): Promise<void> {
  const there = [...added, ...changed];
  if (there.length > 0) await provision(connected, there, statistics);
  for (const tenant of removed) {
    await pauseWithdrawn(connected.client, tenant);
    const openTickets = await countOpenTickets(connected.client, tenant);
    logger.warn(
      { tenant, openTickets },
      'a tenant was taken out: its schedules are paused, and its open tickets wait until it is back',
    );
  }
}
