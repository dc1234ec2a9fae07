import { ScheduleOverlapPolicy, type Client, type ScheduleHandle } from '@temporalio/client';
import { reviveScheduleId, SEARCH_ATTRIBUTES, TICKETS_QUEUE, type PlatformName } from '../contract/names.js';
import type { ReviveFailedInput } from '../contract/upkeep.js';
import { ensureSchedule } from './schedules.js';

/** As often as the shortest pause of a failed ticket, between the scans. */
const EVERY_FIVE_MINUTES = '3-59/5 * * * *';

/** The tenant's schedule that takes up tickets whose run failed. */
export const ensureReviveSchedule = (
  client: Client,
  options: { tenant: string; platform: PlatformName },
): Promise<ScheduleHandle> => ensureSchedule(client, reviveScheduleId(options.tenant), definition(options));

/** What was missed is not made up for: the next run finds the same tickets. */
function definition({ tenant, platform }: { tenant: string; platform: PlatformName }) {
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
