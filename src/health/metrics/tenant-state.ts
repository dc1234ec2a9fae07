import type { Client, ScheduleDescription } from '@temporalio/client';
import { within } from '../../http/waiting.js';
import type { TenantState } from './series.js';
import { reviveScheduleId, scanScheduleId, upgradeScheduleId } from '../../contract/names.js';
import type { OutcomeStore } from '../../ports/records.js';
import { countOpenTickets } from '../status.js';
import { readWriteSwitch } from '../../temporal/write-switch.js';

/** Prometheus gives up on a page after 10 s. */
const PATIENCE_MS = 4_000;

export interface TenantStateSources {
  client: Client;
  outcomes: Pick<OutcomeStore, 'lastScan' | 'costOfMonth'>;
  tenant: string;
  monthBudgetUsd: number | null;
}

/**
 * How a tenant stands: five questions to Temporal and two to the statistics, none of which reads single tickets. A
 * source that does not answer leaves its part undefined and is named so; it never rejects.
 */
export async function tenantState(
  { client, outcomes, tenant, monthBudgetUsd }: TenantStateSources,
  now: Date,
): Promise<TenantState> {
  const [temporal, statistics] = await Promise.all([
    unlessAway(client.withDeadline(Date.now() + PATIENCE_MS, () => fromTemporal(client, tenant))),
    unlessAway(fromStatistics(outcomes, tenant, now)),
  ]);
  const lastScanMs = statistics?.lastScanMs;
  return {
    tenant,
    lastScanMs,
    scanDueSinceMs:
      temporal === undefined || lastScanMs === undefined
        ? undefined
        : (temporal.scansDueMs.find((dueMs) => dueMs > (lastScanMs ?? 0)) ?? null),
    paused: temporal?.paused,
    openTickets: temporal?.openTickets,
    writesStopped: temporal?.writesStopped,
    waitingWrites: temporal?.waitingWrites,
    monthCostUsd: statistics?.monthCostUsd,
    monthBudgetUsd,
    readable: { temporal: temporal !== undefined, statistics: statistics !== undefined },
  };
}

async function fromTemporal(client: Client, tenant: string) {
  const describe = (scheduleId: string) => client.schedule.getHandle(scheduleId).describe();
  const [scan, revive, upgrade, openTickets, writes] = await Promise.all([
    describe(scanScheduleId(tenant)),
    describe(reviveScheduleId(tenant)),
    describe(upgradeScheduleId(tenant)),
    countOpenTickets(client, tenant),
    readWriteSwitch(client, tenant),
  ]);
  return {
    scansDueMs: dueTimesMs(scan),
    paused: { scan: scan.state.paused, revive: revive.state.paused, upgrade: upgrade.state.paused },
    openTickets,
    writesStopped: writes.stopped !== null,
    waitingWrites: writes.waiting,
  };
}

/** Scans that the schedule started lately (it remembers ten), oldest first. */
const dueTimesMs = ({ info }: ScheduleDescription): number[] =>
  info.recentActions.map(({ scheduledAt }) => scheduledAt.getTime()).sort((a, b) => a - b);

async function fromStatistics(outcomes: TenantStateSources['outcomes'], tenant: string, now: Date) {
  const [scan, costMicroUsd] = await Promise.all([
    outcomes.lastScan(tenant),
    outcomes.costOfMonth(tenant, now.toISOString()),
  ]);
  return { lastScanMs: scan === null ? null : Date.parse(scan.endedAt), monthCostUsd: costMicroUsd / 1e6 };
}

/** What does not answer is told by `readable`; the rest of the page must not wait for it. */
const unlessAway = <T>(answer: Promise<T>): Promise<T | undefined> =>
  within(PATIENCE_MS, answer).catch(() => undefined);
