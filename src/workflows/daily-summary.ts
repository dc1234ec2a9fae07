import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { isCancellation, proxyActivities, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { AlertFailureDetail, DailySummary, DailySummaryResult } from '../contract/alerts.js';
import { FAILURE } from '../contract/failures.js';
import { failureDetail, failureTypeOf } from './failure-type.js';

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
  const { sent, refused } = await send(summary);
  const untold = refused === 0 ? '' : `; ${refused} recipients refused it`;
  setCurrentDetails(
    sent ? `The day until ${to} was mailed${untold}` : 'No e-mail is set up (`SMTP_URL`): nothing was sent',
  );
  return { sent, to, ...(refused > 0 && { refused }) };
}

/** Mails it to everybody, and again to those who refused what others took, never to those. */
async function send(summary: DailySummary): Promise<{ sent: boolean; refused: number }> {
  let only: string[] | undefined;
  for (;;) {
    try {
      return { sent: await sendDailySummary({ summary, ...(only && { only }) }), refused: 0 };
    } catch (error) {
      if (isCancellation(error)) throw error;
      if (failureTypeOf(error) === FAILURE.alertPartlyRefused)
        only = failureDetail<AlertFailureDetail>(error)?.refused ?? [];
      else if (only === undefined) throw error;
      else return { sent: true, refused: only.length };
    }
  }
}
