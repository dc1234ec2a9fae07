import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import {
  type BrakedProgress,
  type BrakedResult,
  reprocessWorkflowId,
  type KnownReprocessing,
} from '../contract/desk.js';

/** A worker that runs workflows answers within milliseconds; without one the server would let us wait for half a minute. */
const ANSWERS_WITHIN_MS = 3_000;
const RUNS: ReadonlySet<string> = new Set(['RUNNING', 'CONTINUED_AS_NEW']);

/** The tenant's latest reprocessing of many tickets; null when the server remembers none. */
export async function readReprocessing(client: Client, tenant: string): Promise<KnownReprocessing | null> {
  const handle = client.workflow.getHandle(reprocessWorkflowId(tenant));
  try {
    const { status, runId } = await handle.describe();
    if (RUNS.has(status.name)) return { state: 'running', progress: await progressOf(client, tenant) };
    if (status.name !== 'COMPLETED') return { state: 'ended', ending: status.name.toLowerCase() };
    const ended = client.workflow.getHandle<() => Promise<BrakedResult>>(handle.workflowId, runId);
    return { state: 'done', progress: await ended.result() };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Null when no worker tells it. */
async function progressOf(client: Client, tenant: string): Promise<BrakedProgress | null> {
  try {
    return await client.withDeadline(Date.now() + ANSWERS_WITHIN_MS, () =>
      client.workflow.getHandle(reprocessWorkflowId(tenant)).query<BrakedProgress>('progress'),
    );
  } catch {
    return null;
  }
}
