import { ScheduleOverlapPolicy, type Client, type ScheduleHandle } from '@temporalio/client';
import { SEARCH_ATTRIBUTES, TICKETS_QUEUE, upgradeScheduleId, type PlatformName } from '../contract/names.js';
import type { UpgradeFallbacksInput } from '../contract/upkeep.js';
import { ensureSchedule } from './schedules.js';

export interface UpgradeScheduleOptions {
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
): Promise<ScheduleHandle> => ensureSchedule(client, upgradeScheduleId(options.tenant), definition(options));

/** What was missed is not made up for: the next run finds the same tickets. */
function definition({ tenant, platform, concurrency }: UpgradeScheduleOptions) {
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
