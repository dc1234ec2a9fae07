import type { Client } from '@temporalio/client';
import { scanScheduleId, type ScanProgress } from '../contract.js';
import type { Figures, FinishedScan, OutcomeStore } from '../ports/outcome-store.js';
import { countOpenTickets } from './ticket-rows.js';

/** The last 24 hours of a tenant, and what goes on now. */
export interface TenantStatus {
  tenant: string;
  scan: {
    running: ScanProgress | null;
    last: FinishedScan | null;
    next: string | null;
    paused: string | null;
  };
  openTickets: number;
  /** Exact, from the statistics. */
  figures: Figures;
}

const DAY_MS = 24 * 3600_000;

/** Figures from the statistics; schedule, running scan and open tickets from Temporal. */
export async function tenantStatus(
  { client, outcomes, tenant }: { client: Client; outcomes: OutcomeStore; tenant: string },
  now: Date,
): Promise<TenantStatus> {
  const period = { tenant, from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const [figures, last, openTickets, { info, state }] = await Promise.all([
    outcomes.figures(period),
    outcomes.lastScan(tenant),
    countOpenTickets(client, tenant),
    client.schedule.getHandle(scanScheduleId(tenant)).describe(),
  ]);
  const running = info.runningActions.at(-1)?.workflow.workflowId;
  return {
    tenant,
    scan: {
      running:
        running === undefined
          ? null
          : await client.workflow.getHandle(running).query<ScanProgress>('progress'),
      last,
      next: info.nextActionTimes[0]?.toISOString() ?? null,
      paused: state.paused ? (state.note ?? '') : null,
    },
    openTickets,
    figures,
  };
}
