import { setTimeout as delay } from 'node:timers/promises';
import {
  ScheduleOverlapPolicy,
  type ScheduleDescription,
  type ScheduleExecutionStartWorkflowActionResult,
  type ScheduleHandle,
} from '@temporalio/client';

/** The latest run of a schedule, as it tells it. */
export type ScheduledRun = ScheduleExecutionStartWorkflowActionResult['workflow'];

const POLL_MS = 100;

/**
 * The run that a schedule had in progress when it was described, or else one that is triggered now, so that the
 * schedule knows it. Both come from one description: a run that somebody else starts after it, for which ours is
 * skipped, is the one that is waited for.
 */
export async function runOfSchedule(
  schedule: ScheduleHandle,
  { info }: ScheduleDescription,
  signal?: AbortSignal,
): Promise<ScheduledRun> {
  const running = info.runningActions.at(-1);
  if (running !== undefined) return running.workflow;
  await schedule.trigger(ScheduleOverlapPolicy.SKIP);
  for (;;) {
    signal?.throwIfAborted();
    const { info: now } = await schedule.describe();
    const latest = now.recentActions.at(-1);
    if (now.numActionsTaken > info.numActionsTaken && latest !== undefined) return latest.action.workflow;
    await delay(POLL_MS);
  }
}
