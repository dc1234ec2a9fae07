import {
  ScheduleAlreadyRunning,
  type Client,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client';

/**
 * Creates a schedule, or brings it up to date. It is never deleted and made again: what its runs hand on, such as a
 * scan's cursor, would go with it. A pause that an operator set stays.
 */
export async function ensureSchedule(
  client: Client,
  scheduleId: string,
  schedule: Required<Pick<ScheduleOptions, 'spec' | 'policies' | 'action'>>,
): Promise<ScheduleHandle> {
  try {
    return await client.schedule.create({ scheduleId, ...schedule });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(scheduleId);
    await handle.update(({ state, ...previous }) => ({ ...previous, ...schedule, state }));
    return handle;
  }
}
