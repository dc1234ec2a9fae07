import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contract/names.js';

/** One ticket run as the Web UI lists it: labels and figures, no text. */
export interface TicketRow {
  ticketId: string;
  workflowId: string;
  status: string;
  outcome: string | null;
  rootCause: string | null;
  urgency: string | null;
  sentiment: string | null;
  source: string | null;
  latencyMs: number | null;
  costMicroUsd: number | null;
  startedAt: string;
}

/** The latest ticket runs that a visibility query finds, at most `limit`. @see https://docs.temporal.io/list-filter */
export async function ticketRows(client: Client, query: string, limit: number): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  for await (const run of client.workflow.list({ query: `WorkflowType = 'processTicket' AND ${query}` })) {
    rows.push(rowOf(run));
    if (rows.length === limit) break;
  }
  return rows;
}

/** How many ticket runs of a tenant are open. */
export async function countOpenTickets(client: Client, tenant: string): Promise<number> {
  const { count } = await client.workflow.count(
    `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND ExecutionStatus = 'Running'`,
  );
  return count;
}

/** How many ticket runs of a tenant ended without a result since then. */
export async function countFailedTickets(client: Client, tenant: string, since: Date): Promise<number> {
  const { count } = await client.workflow.count(
    `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND CloseTime >= '${since.toISOString()}' AND ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut')`,
  );
  return count;
}

function rowOf({
  workflowId,
  status,
  typedSearchAttributes: attributes,
  startTime,
}: WorkflowExecutionInfo): TicketRow {
  return {
    ticketId: workflowId.slice(workflowId.lastIndexOf('-') + 1),
    workflowId,
    status: status.name.toLowerCase(),
    outcome: attributes.get(SEARCH_ATTRIBUTES.outcome) ?? null,
    rootCause: attributes.get(SEARCH_ATTRIBUTES.rootCause) ?? null,
    urgency: attributes.get(SEARCH_ATTRIBUTES.urgency) ?? null,
    sentiment: attributes.get(SEARCH_ATTRIBUTES.sentiment) ?? null,
    source: attributes.get(SEARCH_ATTRIBUTES.source) ?? null,
    latencyMs: attributes.get(SEARCH_ATTRIBUTES.latencyMs) ?? null,
    costMicroUsd: attributes.get(SEARCH_ATTRIBUTES.costMicroUsd) ?? null,
    startedAt: startTime.toISOString(),
  };
}
