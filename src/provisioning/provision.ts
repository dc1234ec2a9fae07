import type { ConnectedClient } from '../client.js';
import type { ReadyTenant } from '../compose-tenants.js';
import { ensureDesk } from './desk.js';
import { ensureScanSchedule } from './scan-schedule.js';
import { ensureSearchAttributes } from './search-attributes.js';

/** Makes sure that what the tenants need exists on the server: search attributes, schedules, desks. Changes nothing twice. */
export async function provision(
  { client, connection }: ConnectedClient,
  tenants: readonly ReadyTenant[],
): Promise<void> {
  await ensureSearchAttributes(connection, client.options.namespace);
  for (const { name, platform, triage } of tenants) {
    await ensureScanSchedule(client, {
      tenant: name,
      platform: platform.kind,
      account: platform.account,
      cron: triage.cron,
      concurrency: triage.concurrency,
    });
    await ensureDesk(client, name, platform.kind);
  }
}
