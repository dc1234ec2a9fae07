import type { Client, ScheduleHandle } from '@temporalio/client';
import { eventually } from './poll.js';

/** Triggers a schedule and gives the result of the run that it starts. */
export async function resultOfSchedule<T>(client: Client, schedule: ScheduleHandle): Promise<T> {
  const taken = (await schedule.describe()).info.numActionsTaken;
  await schedule.trigger();
  const action = await eventually('a run of the schedule', async () => {
    const { info } = await schedule.describe();
    return info.numActionsTaken > taken ? info.recentActions.at(-1) : undefined;
  });
  const { workflowId, firstExecutionRunId } = action.action.workflow;
  return (await client.workflow.getHandle(workflowId, firstExecutionRunId).result()) as T;
}
