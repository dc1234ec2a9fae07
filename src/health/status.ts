import type { Client } from '@temporalio/client';
import { scanScheduleId } from '../contract/names.js';
import type { ScanProgress, ScanTicketsInput } from '../contract/scan.js';
import type { Figures, FinishedScan, OutcomeStore } from '../ports/records.js';
import { runningBackfill, type KnownBackfill } from '../temporal/backfill.js';
import { monthlyBudget, type MonthlyBudget } from './monthly-budget.js';
import { circuitsByService, type ServiceCircuits } from './open-circuits.js';
import { pauseOf, type Pause } from '../temporal/pause.js';
import { progressOf } from '../temporal/running-scan.js';
import { countOpenTickets } from './ticket-rows.js';
import { waitingTickets, type WaitingTickets } from './waiting-tickets.js';
import { readWriteSwitch, type WriteSwitch } from '../temporal/write-switch.js';

/** What goes on at a tenant now. */
export interface TenantNow {
  tenant: string;
  scan: {
    running: ScanProgress | null;
    /** A scan that runs, of which no worker tells the progress. */
    silent: string | null;
    last: FinishedScan | null;
    next: string | null;
    /** Why the tenant is paused; `pause` says more. */
    paused: string | null;
  };
  /** Null: it is not paused. */
  pause: Pause | null;
  /** The one that runs; null: none does. */
  backfill: KnownBackfill | null;
  openTickets: number;
  waiting: WaitingTickets;
  writes: WriteSwitch;
  /** Services that workers do not call for the moment, because they were down. */
  circuits: ServiceCircuits[];
  /** Null: the tenant has none. */
  budget: MonthlyBudget | null;
}

/** What goes on at a tenant now, and its last 24 hours. */
export interface TenantStatus extends TenantNow {
  /** Exact, from the statistics. */
  figures: Figures;
}

export interface StatusSources {
  client: Client;
  outcomes: OutcomeStore;
  tenant: string;
  /** Default: none. */
  monthlyBudgetUsd?: number | null;
}

const DAY_MS = 24 * 3600_000;

/** Figures from the statistics, the rest as `tenantNow` tells it. */
export async function tenantStatus(sources: StatusSources, now: Date): Promise<TenantStatus> {
  const { outcomes, tenant } = sources;
  const from = new Date(now.getTime() - DAY_MS).toISOString();
  const [figures, state] = await Promise.all([
    outcomes.figures({ tenant, from, to: now.toISOString() }),
    tenantNow(sources, now),
  ]);
  return { ...state, figures };
}

/** Schedule, running scan and open tickets from Temporal; the last scan, circuits and costs from the statistics. */
export async function tenantNow(
  { client, outcomes, tenant, monthlyBudgetUsd = null }: StatusSources,
  now: Date,
): Promise<TenantNow> {
  const [last, openTickets, writes, open, budget, backfill, { info, state, action }] = await Promise.all([
    outcomes.lastScan(tenant),
    countOpenTickets(client, tenant),
    readWriteSwitch(client, tenant),
    outcomes.circuits.open(tenant, now.toISOString()),
    monthlyBudget(outcomes, { tenant, monthlyBudgetUsd }, now),
    runningBackfill(client, tenant),
    client.schedule.getHandle(scanScheduleId(tenant)).describe(),
  ]);
  const scanId = info.runningActions.at(-1)?.workflow.workflowId ?? null;
  const [input] = (action.args ?? []) as ScanTicketsInput[];
  const platform = input?.platform ?? 'zendesk';
  const [running, waiting] = await Promise.all([
    scanId === null ? null : progressOf<ScanProgress>(client, scanId),
    waitingTickets({ client, outcomes, tenant, platform }, now),
  ]);
  const pause = state.paused ? pauseOf(state.note ?? '') : null;
  return {
    tenant,
    scan: {
      running,
      silent: running === null ? scanId : null,
      last,
      next: info.nextActionTimes[0]?.toISOString() ?? null,
      paused: pause?.reason ?? null,
    },
    pause,
    backfill,
    openTickets,
    waiting,
    writes,
    circuits: circuitsByService(open),
    budget,
  };
}
