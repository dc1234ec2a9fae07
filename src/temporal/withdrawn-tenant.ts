import { ScheduleNotFoundError, type Client, type ScheduleDescription } from '@temporalio/client';
import { tenantSchedules } from './pause.js';

/** The note of a schedule that we paused, by which our pause is told from a person's. */
export const WITHDRAWN = 'the tenant was taken out of the tenants file';
const RETURNED = 'the tenant is in the tenants file again';

/**
 * Pauses the schedules of a tenant that was taken out of the tenants file. They are never deleted: the cursor of its
 * scans lives there. One that a person has paused stays as it is, with the person's reason.
 */
export async function pauseWithdrawn(client: Client, tenant: string): Promise<void> {
  for (const scheduleId of tenantSchedules(tenant)) {
    const handle = client.schedule.getHandle(scheduleId);
    await handle
      .update(({ state, ...schedule }) => ({
        ...schedule,
        state: state.paused ? state : { ...state, paused: true, note: WITHDRAWN },
      }))
      .catch(unlessThereIsNone);
  }
}

/** The state of a schedule whose tenant is served: a pause ends if it was ours, and stays if it is a person's. */
export function stateOfServed(state: ScheduleDescription['state']): ScheduleDescription['state'] {
  const isOurs = state.paused && state.note === WITHDRAWN;
  return isOurs ? { ...state, paused: false, note: RETURNED } : state;
}

function unlessThereIsNone(error: unknown): void {
  if (!(error instanceof ScheduleNotFoundError)) throw error;
}
