import type { Client, ScheduleHandle } from '@temporalio/client';
import { runOfSchedule } from '../../src/temporal/pause.js';

/** Triggers a schedule and gives the result of the run that it starts. */
export async function resultOfSchedule<T>(client: Client, schedule: ScheduleHandle): Promise<T> {
  const { workflowId, firstExecutionRunId } = await runOfSchedule(schedule, await schedule.describe());
  return (await client.workflow.getHandle(workflowId, firstExecutionRunId).result()) as T;
}
