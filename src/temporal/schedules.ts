import {
  ScheduleAlreadyRunning,
  type Client,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client';
import { stateOfServed } from './withdrawn-tenant.js';

/**
 * For a workflow task of a workflow with a long history. A worker that takes one over replays it first: 4,000 events
 * need 2 s of CPU, and a machine that is busy may take longer than the server's default of 10 s, again and again. A
 * continue-as-new keeps it.
 */
export const TASK_OF_A_LONG_HISTORY = '1m';

/**
 * Creates a schedule, or brings it up to date. It is never deleted and made again: what its runs hand on, such as a
 * scan's cursor, would go with it. A pause that an operator set stays; that of a tenant which had been
 * taken out ends.
 */
export async function ensureSchedule(
  client: Client,
  scheduleId: string,
  definition: Required<Pick<ScheduleOptions, 'spec' | 'policies' | 'action'>>,
): Promise<ScheduleHandle> {
  const action = { ...definition.action, workflowTaskTimeout: TASK_OF_A_LONG_HISTORY } as const;
  const schedule = { ...definition, action };
  try {
    return await client.schedule.create({ scheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    await handle.update(({ state, ...previous }) => ({
      ...previous,
      ...schedule,
      state: stateOfServed(state),
    }));
    return handle;
  }
}
