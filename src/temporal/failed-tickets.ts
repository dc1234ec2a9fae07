import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { ticketWorkflowId } from '../contract/names.js';
import type { FailedRun } from '../contract/upkeep.js';
import { BACKFILL_OF_ANY_STATUS_REASON, UNATTENDED } from '../domain/requests.js';
import { leftUndone } from './left-undone.js';
import { runsOfTickets, ticketsWithRuns } from './listed-runs.js';
import type { FailedTicket, TicketsOf } from '../ports/ticket-runs.js';
import { readTicketHistory } from './ticket-history.js';
import { ticketStartOptions } from '../contract/ticket-start.js';
import { startTicket } from './ticket-start.js';

/** A run that a person ended (terminated, cancelled) did not fail. */
const FAILED: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT']);

/** The tickets whose latest run failed, as the server's visibility lists them. */
export async function failedTickets(client: Client, tickets: TicketsOf): Promise<FailedTicket[]> {
  const ever = await ticketsWithRuns(client, tickets, ["ExecutionStatus IN ('Failed', 'TimedOut')"]);
  const runs = await runsOfTickets(client, tickets, ever);
  return [...runs].flatMap(([ticketId, newestFirst]) => failedTicket(ticketId, newestFirst) ?? []);
}

function failedTicket(ticketId: string, newestFirst: readonly WorkflowExecutionInfo[]): FailedTicket | null {
  const [latest] = newestFirst;
  const lastOther = newestFirst.findIndex(({ status }) => !FAILED.has(status.name));
  const failures = lastOther === -1 ? newestFirst.length : lastOther;
  if (latest === undefined || failures === 0) return null;
  const failedAt = (latest.closeTime ?? latest.startTime).toISOString();
  return { ticketId, runId: latest.runId, failures, failedAt };
}

/** Begins a ticket anew where its failed run left it. False when a newer run is there. */
export async function reviveTicket(
  client: Client,
  { tenant, platform, ticketId, runId }: TicketsOf & FailedRun,
): Promise<boolean> {
  const workflowId = ticketWorkflowId(tenant, platform, ticketId);
  const latest = await client.workflow.getHandle(workflowId).describe();
  if (latest.runId !== runId) return false;
  const { reason, request } = leftUndone(runId, await readTicketHistory(client, { workflowId, runId }));
  if (request !== null) {
    const options = ticketStartOptions({ tenant, platform, ticketId, reason: 'revive' });
    const signalArgs = [{ ...request, reason: 'revive' }];
    await client.workflow.signalWithStart('processTicket', { ...options, signal: 'reprocess', signalArgs });
    return true;
  }
  // Who named the ticket decides which statuses are touched: that stays.
  const isNamed = !UNATTENDED.has(reason) || reason === BACKFILL_OF_ANY_STATUS_REASON;
  const again = isNamed ? reason : 'revive';
  await startTicket(client, { tenant, platform, ticketId, reason: again });
  return true;
}
