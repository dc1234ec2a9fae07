import type { Client } from '@temporalio/client';
import { anyChannel, type AlertsConfig } from '../alerts/channels/settings.js';
import { WATCH_WORKFLOW_ID } from '../contract/alerts.js';
import { TICKETS_QUEUE } from '../contract/names.js';
import { TASK_OF_A_LONG_HISTORY } from './schedules.js';
import { ensureSummarySchedule } from './summary-schedule.js';

/**
 * Makes sure that somebody watches, and that the daily summary is due, where anybody can be told. Does nothing when both
 * are there. It ends neither: a process without the channels' secrets must not stop what another one started.
 */
export async function ensureAlerts(client: Client, alerts: AlertsConfig): Promise<void> {
  if (anyChannel(alerts)) await ensureWatch(client);
  if (alerts.email !== null) await ensureSummarySchedule(client, alerts);
}

/** The workflow that watches. Does nothing when it runs. */
async function ensureWatch(client: Client): Promise<void> {
  await client.workflow.start('watchIncidents', {
    workflowId: WATCH_WORKFLOW_ID,
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: TICKETS_QUEUE,
    args: [{}],
    workflowTaskTimeout: TASK_OF_A_LONG_HISTORY,
    staticSummary: 'watches for incidents',
    staticDetails:
      'Looks for trouble and tells people once (docs/alerts.md). Query `state` has what is open.',
  });
}
