import type { Client } from '@temporalio/client';
import { scanScheduleId, type ScanProgress, type ScanTicketsResult } from '../contract.js';
import { countOpenTickets, ticketRows, type TicketRow } from './ticket-rows.js';

/** The last 24 hours of a tenant, and what goes on now. */
export interface TenantStatus {
  tenant: string;
  scan: {
    running: ScanProgress | null;
    last: ScanTicketsResult | null;
    next: string | null;
    paused: string | null;
  };
  openTickets: number;
  tickets: Record<string, number>;
  /** Of ended runs: those that did not fail. Null without runs. */
  successRate: number | null;
  /** Of verdicts: those by the rules. Null without verdicts. */
  fallbackRate: number | null;
  latencyMs: { p50: number; p95: number } | null;
  costUsd: number;
}

const DAY_MS = 24 * 3600_000;

/** Reads schedule, running scan and the day's ticket runs from the Temporal server. */
export async function tenantStatus(client: Client, tenant: string, now: Date): Promise<TenantStatus> {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const rows = await ticketRows(client, `Tenant = '${tenant}' AND StartTime > '${since}'`, Infinity);
  return {
    tenant,
    scan: await scanStatus(client, tenant),
    openTickets: await countOpenTickets(client, tenant),
    ...figuresOf(rows),
  };
}

async function scanStatus(client: Client, tenant: string): Promise<TenantStatus['scan']> {
  const { info, state } = await client.schedule.getHandle(scanScheduleId(tenant)).describe();
  const running = info.runningActions.at(-1)?.workflow.workflowId;
  const ended = info.recentActions
    .map(({ action }) => action.workflow.workflowId)
    .filter((id) => id !== running);
  const last = ended.at(-1);
  return {
    running:
      running === undefined ? null : await client.workflow.getHandle(running).query<ScanProgress>('progress'),
    last: last === undefined ? null : await resultOrNull(client, last),
    next: info.nextActionTimes[0]?.toISOString() ?? null,
    paused: state.paused ? (state.note ?? '') : null,
  };
}

async function resultOrNull(client: Client, workflowId: string): Promise<ScanTicketsResult | null> {
  try {
    return (await client.workflow.getHandle(workflowId).result()) as ScanTicketsResult;
  } catch {
    // It failed, or was cancelled: the Web UI says why.
    return null;
  }
}

/** Exported for tests: exact figures of a list of runs. */
export function figuresOf(
  rows: readonly TicketRow[],
): Pick<TenantStatus, 'tickets' | 'successRate' | 'fallbackRate' | 'latencyMs' | 'costUsd'> {
  const tickets: Record<string, number> = {};
  for (const { status, outcome } of rows) {
    const name = status === 'completed' ? (outcome ?? 'completed') : status;
    tickets[name] = (tickets[name] ?? 0) + 1;
  }
  const ended = rows.filter(({ status }) => status !== 'running');
  const judged = rows.filter(({ source }) => source !== null);
  const latencies = ended
    .flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
    .sort((a, b) => a - b);
  return {
    tickets,
    successRate:
      ended.length === 0 ? null : ended.filter(({ status }) => status === 'completed').length / ended.length,
    fallbackRate:
      judged.length === 0 ? null : judged.filter(({ source }) => source === 'rules').length / judged.length,
    latencyMs:
      latencies.length === 0 ? null : { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) },
    costUsd: rows.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0) / 1e6,
  };
}

/** Nearest-rank percentile of a sorted, non-empty list. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}
