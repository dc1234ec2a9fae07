import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { scanScheduleId } from '../../contract/names.js';
import type { ScanProgress } from '../../contract/scan.js';
import { countOpenTickets, ticketRows, type TicketRow } from '../../health/status.js';
import { followScan, type ScanEnd } from '../../temporal/follow-scan.js';

/** How the first scan of a tenant ended, and its latest tickets. */
export interface TenantScan {
  tenant: string;
  end: ScanEnd;
  rows: readonly TicketRow[];
}

interface FirstScansOptions {
  client: Client;
  tenants: readonly string[];
  /** Wait for the tickets too that left their scan's window. */
  once: boolean;
  signal: AbortSignal;
  /** Called with how far each scan is that has told it. */
  onProgress: (progresses: readonly ScanProgress[]) => void;
}

const ROWS_SHOWN = 12;

/** Follows a scan of each tenant, all at once, to their ends. One that fails holds up no other. */
export function followFirstScans(options: FirstScansOptions): Promise<TenantScan[]> {
  const { client, tenants, once, signal, onProgress } = options;
  const latest = new Map<string, ScanProgress>();
  return Promise.all(
    tenants.map(async (tenant) => {
      const end = await followScan({
        ...{ client, signal, schedule: client.schedule.getHandle(scanScheduleId(tenant)) },
        onProgress: (progress) => onProgress([...latest.set(tenant, progress).values()]),
      });
      if (once && end.kind === 'done') await allEnded(client, tenant, signal);
      return { tenant, end, rows: await ticketRows(client, `Tenant = '${tenant}'`, ROWS_SHOWN) };
    }),
  );
}

/** Tickets that left the scan's window go on by themselves. */
async function allEnded(client: Client, tenant: string, signal: AbortSignal): Promise<void> {
  while ((await countOpenTickets(client, tenant)) > 0) await delay(500, undefined, { signal });
}
