import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { DEFAULT_PLATFORM, scanScheduleId, type PlatformName, SEARCH_ATTRIBUTES } from '../contract/names.js';
import type { ScanProgress, ScanTicketsInput } from '../contract/scan.js';
import type { Figures, FinishedScan, OutcomeStore } from '../ports/records.js';
import { runningBackfill, type KnownBackfill } from '../temporal/backfill.js';
import { monthlyBudget, type MonthlyBudget, circuitsByService, type ServiceCircuits } from './reports.js';
import { pauseOf, type Pause, progressOf } from '../temporal/pause.js';
import { troubledTickets, type TroubledTickets } from './troubled-tickets.js';
import { readWriteSwitch, type WriteSwitch } from '../temporal/write-switch.js';
import { UPGRADED_LATER } from '../contract/failures.js';
import { forEachField, type NamedValues } from '../domain/verdict-fields.js';
import { upgradeWindow } from '../domain/age.js';
import { createTicketRuns } from '../temporal/ticket-runs.js';

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
  /** Tickets of the last 24 hours that somebody has to look at. */
  troubled: TroubledTickets;
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
  const platform = input?.platform ?? DEFAULT_PLATFORM;
  const [running, waiting, troubled] = await Promise.all([
    scanId === null ? null : progressOf<ScanProgress>(client, scanId),
    waitingTickets({ client, outcomes, tenant, platform }, now),
    troubledTickets(outcomes, { tenant, platform }, now),
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
    troubled,
  };
}

/** Tickets that a schedule takes up by itself. */
export interface WaitingTickets {
  /** Their run failed. */
  failed: number;
  /** The rules judged them because the model was away, or the budget spent. */
  upgrade: number;
}

/** Failed runs from Temporal, verdicts of the rules from the statistics. */
export async function waitingTickets(
  {
    client,
    outcomes,
    ...tickets
  }: { client: Client; outcomes: OutcomeStore; tenant: string; platform: PlatformName },
  now: Date,
): Promise<WaitingTickets> {
  const [failed, upgrade] = await Promise.all([
    createTicketRuns(client).failed(tickets),
    outcomes.countUpgradable({ ...tickets, reasons: UPGRADED_LATER, ...upgradeWindow(now) }),
  ]);
  return { failed: failed.length, upgrade };
}

/** One ticket run as the Web UI lists it: labels and figures, no text. */
export interface TicketRow extends NamedValues<string | null> {
  ticketId: string;
  workflowId: string;
  status: string;
  outcome: string | null;
  source: string | null;
  latencyMs: number | null;
  costMicroUsd: number | null;
  startedAt: string;
}

/** The latest ticket runs that a visibility query finds, at most `limit`. @see https://docs.temporal.io/list-filter */
export async function ticketRows(client: Client, query: string, limit: number): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowType = 'processTicket' AND ${query}` })) {
    rows.push(rowOf(run));
    if (rows.length === limit) break;
  }
  return rows;
}

/** How many ticket runs of a tenant are open. */
export async function countOpenTickets(client: Client, tenant: string): Promise<number> {
  const { count } = await client.workflow.count(
    `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND ExecutionStatus = 'Running'`,
  );
  return count;
}

/** How many ticket runs of a tenant ended without a result since then. */
export async function countFailedTickets(client: Client, tenant: string, since: Date): Promise<number> {
  const { count } = await client.workflow.count(
    `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND CloseTime >= '${since.toISOString()}' AND ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut')`,
  );
  return count;
}

function rowOf({
  workflowId,
  status,
  typedSearchAttributes: attributes,
  startTime,
}: WorkflowExecutionInfo): TicketRow {
  return {
    ticketId: workflowId.slice(workflowId.lastIndexOf('-') + 1),
    workflowId,
    status: status.name.toLowerCase(),
    outcome: attributes.get(SEARCH_ATTRIBUTES.outcome) ?? null,
    ...forEachField('name', ({ name }) => attributes.get(SEARCH_ATTRIBUTES[name]) ?? null),
    source: attributes.get(SEARCH_ATTRIBUTES.source) ?? null,
    latencyMs: attributes.get(SEARCH_ATTRIBUTES.latencyMs) ?? null,
    costMicroUsd: attributes.get(SEARCH_ATTRIBUTES.costMicroUsd) ?? null,
    startedAt: startTime.toISOString(),
  };
}
