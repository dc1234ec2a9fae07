import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import {
  SEARCH_ATTRIBUTES,
  TICKETS_QUEUE,
  dryRunWorkflowId,
  ticketWorkflowId,
  type ProcessTicketInput,
  type ProcessTicketResult,
  type TicketFilter,
  type TicketRunStatus,
} from './contract.js';
import { timeOrAge } from './domain/age.js';
import type { TicketRuns, TicketsOf } from './ports/ticket-runs.js';

/** Asks the Temporal server about ticket workflows, and ticket workflows for new verdicts. */
export function createTicketRuns(client: Client): TicketRuns {
  return {
    statuses: ({ tenant, platform, ticketIds }) =>
      Promise.all(
        ticketIds.map((ticketId) => statusOf(client, ticketId, ticketWorkflowId(tenant, platform, ticketId))),
      ),
    async find({ filter, now, ...tickets }) {
      const found = new Set<string>();
      for await (const { workflowId } of client.workflow.list({
        query: visibilityQuery(tickets, filter, now),
      })) {
        found.add(workflowId);
      }
      const latest = await inChunks([...found], (workflowId) =>
        client.workflow.getHandle(workflowId).describe(),
      );
      const prefix = ticketWorkflowId(tickets.tenant, tickets.platform, '');
      return latest
        .filter((run) => fits(run, filter))
        .map(({ workflowId }) => workflowId.slice(prefix.length));
    },
    async ask({ tenant, platform, ticketIds, request, askedSince }) {
      const reason = request.reason ?? 'reprocess';
      await inChunks(ticketIds, async (ticketId) => {
        const options = ticketStartOptions({ tenant, platform, ticketId, reason });
        if (askedSince !== null && (await beganSince(client, options.workflowId, askedSince))) return;
        await client.workflow.signalWithStart('processTicket', {
          ...options,
          signal: 'reprocess',
          signalArgs: [request],
        });
      });
    },
  };
}

/** Calls to the server at once. */
const CHUNK = 50;

async function inChunks<T, R>(items: readonly T[], call: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let next = 0; next < items.length; next += CHUNK) {
    results.push(...(await Promise.all(items.slice(next, next + CHUNK).map(call))));
  }
  return results;
}

async function beganSince(client: Client, workflowId: string, since: Date): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).startTime >= since;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** How a ticket workflow is started by anybody but a scan. */
export function ticketStartOptions(input: ProcessTicketInput) {
  const { tenant, platform, ticketId, dryRun } = input;
  const workflowIdOf = dryRun ? dryRunWorkflowId : ticketWorkflowId;
  return {
    workflowId: workflowIdOf(tenant, platform, ticketId),
    taskQueue: TICKETS_QUEUE,
    args: [input] as [ProcessTicketInput],
    staticSummary: `ticket ${ticketId}`,
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
      { key: SEARCH_ATTRIBUTES.platform, value: platform },
    ],
  };
}

/** @see https://docs.temporal.io/list-filter */
function visibilityQuery(
  { tenant, platform }: TicketsOf,
  { source, root_cause, since }: TicketFilter,
  now: Date,
): string {
  const from = since === undefined ? null : timeOrAge(since, now);
  return [
    `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND Platform = '${platform}'`,
    ...(source === undefined ? [] : [`Source = '${source}'`]),
    ...(root_cause === undefined ? [] : [`RootCause = '${root_cause}'`]),
    ...(from === null ? [] : [`StartTime >= '${from}'`]),
  ].join(' AND ');
}

/** An earlier run may fit what the latest no longer does: a ticket that got rules first and the model later. */
function fits(
  { typedSearchAttributes: attributes }: WorkflowExecutionDescription,
  { source, root_cause }: TicketFilter,
): boolean {
  return (
    (source === undefined || attributes.get(SEARCH_ATTRIBUTES.source) === source) &&
    (root_cause === undefined || attributes.get(SEARCH_ATTRIBUTES.rootCause) === root_cause)
  );
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
