import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ticketWorkflowId, type ProcessTicketResult, type TicketRunStatus } from './contract.js';
import type { TicketRuns } from './ports/ticket-runs.js';

/** Asks the Temporal server how ticket workflows stand. */
export function createTicketRuns(client: Client): TicketRuns {
  return {
    statuses: ({ tenant, platform, ticketIds }) =>
      Promise.all(
        ticketIds.map((ticketId) => statusOf(client, ticketId, ticketWorkflowId(tenant, platform, ticketId))),
      ),
  };
}

async function statusOf(client: Client, ticketId: string, workflowId: string): Promise<TicketRunStatus> {
  try {
    const { status, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW') return { ticketId, status: 'open' };
    if (status.name !== 'COMPLETED') return { ticketId, status: 'failed' };
    const result = (await client.workflow.getHandle(workflowId, runId).result()) as ProcessTicketResult;
    return { ticketId, status: 'done', kind: result.kind, source: result.source };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { ticketId, status: 'failed' };
    throw error;
  }
}
