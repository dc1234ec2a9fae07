import { ScheduleOverlapPolicy, type Client, type ScheduleHandle } from '@temporalio/client';
import { scanScheduleId, SEARCH_ATTRIBUTES, TICKETS_QUEUE } from '../contract/names.js';
import type { PlatformName } from '../contract/names.js';
import type { ScanTicketsInput } from '../contract/scan.js';
import { ensureSchedule } from './schedules.js';

export interface ScanScheduleOptions {
  tenant: string;
  platform: PlatformName;
  account: string;
  cron: string;
  concurrency: number;
}

/** The tenant's scan schedule. */
export const ensureScanSchedule = (client: Client, options: ScanScheduleOptions): Promise<ScheduleHandle> =>
  ensureSchedule(client, scanScheduleId(options.tenant), definition(options));

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
