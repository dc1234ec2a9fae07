import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { scanScheduleId } from '../../src/contract/names.js';

const POLL_MS = 1_000;
const TENANT = 'default';
const OPEN_RUNS = `WorkflowType = 'processTicket' AND ExecutionStatus = 'Running'`;

/** How the runs of one workflow type ended, by status. */
export type RunEnds = Record<string, number>;

const ticketIdOf = (workflowId: string): string => workflowId.split('-').at(-1) ?? workflowId;

/** Tickets whose workflow runs. */
export async function openTicketRuns(client: Client): Promise<string[]> {
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: OPEN_RUNS }))
    found.push(ticketIdOf(workflowId));
  return found;
}

/** Waits until no ticket's workflow runs; those that still do when the time is over. */
export async function openTicketRunsAfter(client: Client, patienceMs: number): Promise<string[]> {
  for (const deadline = Date.now() + patienceMs; ; await delay(POLL_MS)) {
    const open = await openTicketRuns(client);
    if (open.length === 0 || Date.now() > deadline) return open;
  }
}

/** Waits until one more scan has begun and ended; false when the time is over. */
export async function oneMoreScan(client: Client, patienceMs: number): Promise<boolean> {
  const sinceMs = Date.now();
  for (const deadline = sinceMs + patienceMs; Date.now() < deadline; await delay(POLL_MS)) {
    const { info } = await client.schedule.getHandle(scanScheduleId(TENANT)).describe();
    for (const { action, takenAt } of info.recentActions) {
      if (takenAt.getTime() < sinceMs) continue;
      const { workflowId } = action.workflow;
      const { status } = await client.workflow.getHandle(workflowId).describe();
      if (status.name === 'COMPLETED') return true;
    }
  }
  return false;
}

/** Counts the runs of a workflow type. */
export async function runEnds(client: Client, workflowType: string): Promise<RunEnds> {
  const { groups } = await client.workflow.count(`WorkflowType = '${workflowType}' GROUP BY ExecutionStatus`);
  return Object.fromEntries(
    groups.map(({ count, groupValues }) => [String(groupValues[0]).toLowerCase(), count]),
  );
}
