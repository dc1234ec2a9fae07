import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { scanScheduleId } from '../../src/contract/names.js';
import type { ScanProgress, ScanTicketsResult } from '../../src/contract/scan.js';
import { runOfSchedule } from '../../src/temporal/pause.js';

const TENANT = 'default';

/** A scan that was triggered by its schedule. */
export interface TriggeredScan {
  workflowId: string;
  startedAtMs: number;
}

/** Triggers a scan as an operator would. */
export async function triggerScan(client: Client): Promise<TriggeredScan> {
  const schedule = client.schedule.getHandle(scanScheduleId(TENANT));
  const { workflowId } = await runOfSchedule(schedule, await schedule.describe());
  const { startTime } = await client.workflow.getHandle(workflowId).describe();
  return { workflowId, startedAtMs: startTime.getTime() };
}

/** Waits for the scan's end. `onProgress` is called now and then. */
export async function scanResult(
  client: Client,
  { workflowId }: TriggeredScan,
  onProgress: (progress: ScanProgress) => void = () => undefined,
): Promise<ScanTicketsResult> {
  const handle = client.workflow.getHandle(workflowId);
  let ended = false;
  const result = (handle.result() as Promise<ScanTicketsResult>).finally(() => (ended = true));
  result.catch(() => undefined);
  while (!ended) {
    await Promise.race([delay(2_000), result.catch(() => undefined)]);
    if (!ended) await handle.query<ScanProgress>('progress').then(onProgress, () => undefined);
  }
  return result;
}

/** The runs of a scan's continue-as-new chain, with the number of events of each. */
export async function scanRuns(client: Client, { workflowId }: TriggeredScan): Promise<number[]> {
  const lengths: number[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
    lengths.push(run.historyLength ?? 0);
  return lengths;
}

/** IDs of at most `limit` ticket runs that ended well. */
export async function endedTicketRuns(client: Client, limit: number): Promise<string[]> {
  const found: string[] = [];
  const query = `WorkflowType = 'processTicket' AND ExecutionStatus = 'Completed'`;
  for await (const { workflowId } of client.workflow.list({ query })) {
    found.push(workflowId);
    if (found.length >= limit) break;
  }
  return found;
}
