import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { WATCH_WORKFLOW_ID, type WatchState } from '../contract/alerts.js';

/** A worker that is busy answers within this; one that is not there never does. */
const PATIENCE_MS = 10_000;

/** What the watch knows; null when it does not run. @throws when no worker answers for it. */
export async function readWatch(client: Client): Promise<WatchState | null> {
  const handle = client.workflow.getHandle(WATCH_WORKFLOW_ID);
  try {
    const { status } = await handle.describe();
    if (status.name !== 'RUNNING') return null;
    return await client.withDeadline(Date.now() + PATIENCE_MS, () => handle.query<WatchState>('state'));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
