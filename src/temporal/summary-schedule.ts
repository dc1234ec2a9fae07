import { ScheduleOverlapPolicy, type Client, type ScheduleHandle } from '@temporalio/client';
import type { AlertsConfig } from '../alerts/channels/settings.js';
import { SUMMARY_SCHEDULE_ID } from '../contract/alerts.js';
import { TICKETS_QUEUE } from '../contract/names.js';
import { ensureSchedule } from './schedules.js';

type SummaryTime = Pick<AlertsConfig, 'summaryMinute' | 'timeZone'>;

/** The schedule that mails the figures of a day; one for all tenants. */
export const ensureSummarySchedule = (client: Client, time: SummaryTime): Promise<ScheduleHandle> =>
  ensureSchedule(client, SUMMARY_SCHEDULE_ID, definition(time));

/** By the wall clock of its time zone. A machine that sleeps at that time makes up for it within half a day. */
function definition({ summaryMinute, timeZone }: SummaryTime) {
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
