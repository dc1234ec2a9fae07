import type { Client } from '@temporalio/client';
import type { ScanProgress } from '../contract/scan.js';

/** A worker that runs workflows answers within milliseconds; without one the server would let us wait for half a minute. */
const ANSWERS_WITHIN_MS = 3_000;

/** The progress of a scan that runs; null when no worker tells it within three seconds. */
export async function scanProgress(client: Client, workflowId: string): Promise<ScanProgress | null> {
  try {
    return await client.withDeadline(Date.now() + ANSWERS_WITHIN_MS, () =>
      client.workflow.getHandle(workflowId).query<ScanProgress>('progress'),
    );
  } catch {
    return null;
  }
}
