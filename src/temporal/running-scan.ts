import type { Client } from '@temporalio/client';

/** A worker that runs workflows answers within milliseconds; without one the server would let us wait for half a minute. */
const ANSWERS_WITHIN_MS = 3_000;

/** The progress of a scan or backfill that runs; null when no worker tells it within three seconds. */
export async function progressOf<Progress>(client: Client, workflowId: string): Promise<Progress | null> {
  try {
    return await client.withDeadline(Date.now() + ANSWERS_WITHIN_MS, () =>
      client.workflow.getHandle(workflowId).query<Progress>('progress'),
    );
  } catch {
    return null;
  }
}
