import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { DailySummaryResult } from '../contract/alerts.js';

/** A database or a mail server that is away is waited for: half a day, as yesterday's mail is of no use tomorrow. */
const HALF_A_DAY = {
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '12h',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '15m' },
} as const;

const { summarizeDay, sendDailySummary } = proxyActivities<Activities>(HALF_A_DAY);

/** When the schedule meant it to begin; the server sets it. */
const SCHEDULED_FOR = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/**
 * Mails the figures of a day, once: the run is the day's. Started by schedule; the day ends when the schedule meant it
 * to begin, however late that is, so that no hour is missing and none is told twice.
 */
export async function dailySummary(): Promise<DailySummaryResult> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const to = (typedSearchAttributes.get(SCHEDULED_FOR) ?? startTime).toISOString();
  const summary = await summarizeDay({ to });
  const sent = await sendDailySummary({ summary });
  setCurrentDetails(
    sent ? `The day until ${to} was mailed` : 'No e-mail is set up (`SMTP_URL`): nothing was sent',
  );
  return { sent, to };
}
