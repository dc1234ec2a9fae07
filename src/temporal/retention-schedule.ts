import { ScheduleOverlapPolicy, type Client, type ScheduleHandle } from '@temporalio/client';
import { RETENTION_SCHEDULE_ID, TICKETS_QUEUE } from '../contract/names.js';
import type { ApplyRetentionInput } from '../contract/upkeep.js';
import { ensureSchedule } from './schedules.js';

/** In the night of Europe and the evening of America, off the full hour: UTC. */
const DAILY = '17 3 * * *';

/** The schedule that deletes old statistics once a day; one for all tenants. */
export const ensureRetentionSchedule = (client: Client, keepDays: number): Promise<ScheduleHandle> =>
  ensureSchedule(client, RETENTION_SCHEDULE_ID, definition({ keepDays }));

/** A machine that sleeps at that hour makes up for it when it is back. */
function definition(input: ApplyRetentionInput) {
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
