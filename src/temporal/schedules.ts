import {
  ScheduleAlreadyRunning,
  type Client,
  type ScheduleHandle,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
  ScheduleNotFoundError,
  type ScheduleDescription,
} from '@temporalio/client';
import {
  scanScheduleId,
  SEARCH_ATTRIBUTES,
  TICKETS_QUEUE,
  type PlatformName,
  reviveScheduleId,
  upgradeScheduleId,
  RETENTION_SCHEDULE_ID,
} from '../contract/names.js';
import type { ScanTicketsInput } from '../contract/scan.js';
import type { ReviveFailedInput, UpgradeFallbacksInput, ApplyRetentionInput } from '../contract/upkeep.js';
import type { AlertsConfig } from '../alerts/channels/settings.js';
import { SUMMARY_SCHEDULE_ID } from '../contract/alerts.js';
import { tenantSchedules } from './pause.js';

/**
 * For a workflow task of a workflow with a long history. A worker that takes one over replays it first: 4,000 events
 * need 2 s of CPU, and a machine that is busy may take longer than the server's default of 10 s, again and again. A
 * continue-as-new keeps it.
 */
export const TASK_OF_A_LONG_HISTORY = '1m';

/**
 * Creates a schedule, or brings it up to date. It is never deleted and made again: what its runs hand on, such as a
 * scan's cursor, would go with it. A pause that an operator set stays; that of a tenant which had been
 * taken out ends.
 */
async function ensureSchedule(
  client: Client,
  scheduleId: string,
  definition: Required<Pick<ScheduleOptions, 'spec' | 'policies' | 'action'>>,
): Promise<ScheduleHandle> {
  const action = { ...definition.action, workflowTaskTimeout: TASK_OF_A_LONG_HISTORY } as const;
  const schedule = { ...definition, action };
  try {
    return await client.schedule.create({ scheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    await handle.update(({ state, ...previous }) => ({
      ...previous,
      ...schedule,
      state: stateOfServed(state),
    }));
    return handle;
  }
}

export interface ScanScheduleOptions {
  tenant: string;
  platform: PlatformName;
  account: string;
  cron: string;
  concurrency: number;
}

/** The tenant's scan schedule. */
export const ensureScanSchedule = (client: Client, options: ScanScheduleOptions): Promise<ScheduleHandle> =>
  ensureSchedule(client, scanScheduleId(options.tenant), scanDefinition(options));

/** A scan that overlaps the one before is skipped, a missed one is not made up for: the cursor covers the gap. */
function scanDefinition({ tenant, platform, account, cron, concurrency }: ScanScheduleOptions) {
  const input: ScanTicketsInput = { tenant, platform, account, concurrency };
  return {
    spec: { cronExpressions: [cron] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' as const },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'scanTickets',
      workflowId: scanScheduleId(tenant),
      taskQueue: TICKETS_QUEUE,
      args: [input],
      staticSummary: `scan of ${tenant}`,
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
        { key: SEARCH_ATTRIBUTES.platform, value: platform },
      ],
    },
  };
}

/** As often as the shortest pause of a failed ticket, between the scans. */
const EVERY_FIVE_MINUTES = '3-59/5 * * * *';

/** The tenant's schedule that takes up tickets whose run failed. */
export const ensureReviveSchedule = (
  client: Client,
  options: { tenant: string; platform: PlatformName },
): Promise<ScheduleHandle> =>
  ensureSchedule(client, reviveScheduleId(options.tenant), reviveDefinition(options));

/** What was missed is not made up for: the next run finds the same tickets. */
function reviveDefinition({ tenant, platform }: { tenant: string; platform: PlatformName }) {
  const input: ReviveFailedInput = { tenant };
  return {
    spec: { cronExpressions: [EVERY_FIVE_MINUTES] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' as const },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'reviveFailed',
      workflowId: reviveScheduleId(tenant),
      taskQueue: TICKETS_QUEUE,
      args: [input],
      staticSummary: `failed tickets of ${tenant}`,
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
        { key: SEARCH_ATTRIBUTES.platform, value: platform },
      ],
    },
  };
}

interface UpgradeScheduleOptions {
  tenant: string;
  platform: PlatformName;
  concurrency: number;
}

/** Between the scans. */
const EVERY_QUARTER_OF_AN_HOUR = '7-59/15 * * * *';

/** The tenant's schedule that replaces verdicts of the rules once the model is back. */
export const ensureUpgradeSchedule = (
  client: Client,
  options: UpgradeScheduleOptions,
): Promise<ScheduleHandle> =>
  ensureSchedule(client, upgradeScheduleId(options.tenant), upgradeDefinition(options));

/** What was missed is not made up for: the next run finds the same tickets. */
function upgradeDefinition({ tenant, platform, concurrency }: UpgradeScheduleOptions) {
  const input: UpgradeFallbacksInput = { tenant, concurrency };
  return {
    spec: { cronExpressions: [EVERY_QUARTER_OF_AN_HOUR] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1m' as const },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'upgradeFallbacks',
      workflowId: upgradeScheduleId(tenant),
      taskQueue: TICKETS_QUEUE,
      args: [input],
      staticSummary: `verdicts of the rules, ${tenant}`,
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
        { key: SEARCH_ATTRIBUTES.platform, value: platform },
      ],
    },
  };
}

/** In the night of Europe and the evening of America, off the full hour: UTC. */
const DAILY = '17 3 * * *';

/** The schedule that deletes old statistics once a day; one for all tenants. */
export const ensureRetentionSchedule = (client: Client, keepDays: number): Promise<ScheduleHandle> =>
  ensureSchedule(client, RETENTION_SCHEDULE_ID, retentionDefinition({ keepDays }));

/** A machine that sleeps at that hour makes up for it when it is back. */
function retentionDefinition(input: ApplyRetentionInput) {
  return {
    spec: { cronExpressions: [DAILY] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' as const },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'applyRetention',
      workflowId: RETENTION_SCHEDULE_ID,
      taskQueue: TICKETS_QUEUE,
      args: [input],
      staticSummary: `statistics are kept for ${input.keepDays} days`,
    },
  };
}

type SummaryTime = Pick<AlertsConfig, 'summaryMinute' | 'timeZone'>;

/** The schedule that mails the figures of a day; one for all tenants. */
export const ensureSummarySchedule = (client: Client, time: SummaryTime): Promise<ScheduleHandle> =>
  ensureSchedule(client, SUMMARY_SCHEDULE_ID, summaryDefinition(time));

/** By the wall clock of its time zone. A machine that sleeps at that time makes up for it within half a day. */
function summaryDefinition({ summaryMinute, timeZone }: SummaryTime) {
  const [hour, minute] = [Math.floor(summaryMinute / 60), summaryMinute % 60];
  return {
    spec: { calendars: [{ hour, minute }], timezone: timeZone },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '12 hours' as const },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'dailySummary',
      workflowId: SUMMARY_SCHEDULE_ID,
      taskQueue: TICKETS_QUEUE,
      args: [],
      staticSummary: 'the day in figures, by e-mail',
    },
  };
}

/** The note of a schedule that we paused, by which our pause is told from a person's. */
export const WITHDRAWN = 'the tenant was taken out of the tenants file';
const RETURNED = 'the tenant is in the tenants file again';

/**
 * Pauses the schedules of a tenant that was taken out of the tenants file. They are never deleted: the cursor of its
 * scans lives there. One that a person has paused stays as it is, with the person's reason.
 */
export async function pauseWithdrawn(client: Client, tenant: string): Promise<void> {
  for (const scheduleId of tenantSchedules(tenant)) {
    const handle = client.schedule.getHandle(scheduleId);
    await handle
      .update(({ state, ...schedule }) => ({
        ...schedule,
        state: state.paused ? state : { ...state, paused: true, note: WITHDRAWN },
      }))
      .catch(unlessThereIsNone);
  }
}

/** The state of a schedule whose tenant is served: a pause ends if it was ours, and stays if it is a person's. */
function stateOfServed(state: ScheduleDescription['state']): ScheduleDescription['state'] {
  const isOurs = state.paused && state.note === WITHDRAWN;
  return isOurs ? { ...state, paused: false, note: RETURNED } : state;
}

function unlessThereIsNone(error: unknown): void {
  if (!(error instanceof ScheduleNotFoundError)) throw error;
}
