import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleHandle,
} from '@temporalio/client';
import { scanScheduleId, SEARCH_ATTRIBUTES, TICKETS_QUEUE } from '../contract.js';
import type { PlatformName, ScanTicketsInput } from '../contract.js';

export interface ScanScheduleOptions {
  tenant: string;
  platform: PlatformName;
  account: string;
  cron: string;
  concurrency: number;
}

/**
 * Creates the tenant's scan schedule, or brings it up to date. It is never deleted and made again: the cursor is its
 * last completion result and would go with it. A pause that an operator set stays.
 */
export async function ensureScanSchedule(
  client: Client,
  options: ScanScheduleOptions,
): Promise<ScheduleHandle> {
  const scheduleId = scanScheduleId(options.tenant);
  const schedule = definition(options);
  try {
    return await client.schedule.create({ scheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    await handle.update(({ state, ...previous }) => ({ ...previous, ...schedule, state }));
    return handle;
  }
}

/** A scan that overlaps the one before is skipped, a missed one is not made up for: the cursor covers the gap. */
function definition({ tenant, platform, account, cron, concurrency }: ScanScheduleOptions) {
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
