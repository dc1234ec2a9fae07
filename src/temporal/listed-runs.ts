import type { Client, WorkflowExecutionInfo, WorkflowHandle } from '@temporalio/client';
import { ticketWorkflowId } from '../contract/names.js';
import type { TicketsOf } from '../ports/ticket-runs.js';
import type { ProcessTicketInput } from '../contract/ticket.js';
import { ticketStartOptions } from '../contract/ticket-start.js';

/** IDs named in one visibility query. */
const IDS_AT_ONCE = 50;

/**
 * The tickets of which any run fits a visibility query; their IDs, each once. Dry runs are none.
 * @see https://docs.temporal.io/list-filter
 */
export async function ticketsWithRuns(
  client: Client,
  tickets: TicketsOf,
  query: readonly string[],
): Promise<string[]> {
  const prefix = ticketWorkflowId(tickets.tenant, tickets.platform, '');
  const found = new Set<string>();
  for await (const { workflowId } of list(client, tickets, query)) {
    if (workflowId.startsWith(prefix)) found.add(workflowId.slice(prefix.length));
  }
  return [...found];
}

/** Runs of one page: as many tickets are described for it. */
const PAGE_SIZE = 200;

/** One page of the runs that fit a visibility query, by ticket. Dry runs are none. `cursor`: null at the end. */
export async function pageOfRuns(
  client: Client,
  tickets: TicketsOf,
  { query, cursor }: { query: readonly string[]; cursor: string | null },
): Promise<{ runIds: Map<string, Set<string>>; cursor: string | null }> {
  const { executions, nextPageToken } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query: queryOf(tickets, query),
    pageSize: PAGE_SIZE,
    nextPageToken: Buffer.from(cursor ?? '', 'base64'),
  });
  const prefix = ticketWorkflowId(tickets.tenant, tickets.platform, '');
  const runIds = new Map<string, Set<string>>();
  for (const { execution } of executions) {
    if (!execution?.workflowId?.startsWith(prefix) || !execution.runId) continue;
    const ticketId = execution.workflowId.slice(prefix.length);
    runIds.set(ticketId, (runIds.get(ticketId) ?? new Set()).add(execution.runId));
  }
  const isLast = nextPageToken === undefined || nextPageToken === null || nextPageToken.length === 0;
  return { runIds, cursor: isLast ? null : Buffer.from(nextPageToken).toString('base64') };
}

/** All runs of these tickets that the server remembers, newest first, by ticket. */
export async function runsOfTickets(
  client: Client,
  tickets: TicketsOf,
  ticketIds: readonly string[],
): Promise<Map<string, WorkflowExecutionInfo[]>> {
  const workflowIds = new Map(
    ticketIds.map((ticketId) => [ticketWorkflowId(tickets.tenant, tickets.platform, ticketId), ticketId]),
  );
  const runs = new Map<string, WorkflowExecutionInfo[]>(ticketIds.map((ticketId) => [ticketId, []]));
  for (let next = 0; next < ticketIds.length; next += IDS_AT_ONCE) {
    const names = [...workflowIds.keys()].slice(next, next + IDS_AT_ONCE).map((id) => `'${id}'`);
    for await (const run of list(client, tickets, [`WorkflowId IN (${names.join(', ')})`])) {
      runs.get(workflowIds.get(run.workflowId) ?? '')?.push(run);
    }
  }
  for (const each of runs.values()) each.sort((a, b) => b.startTime.getTime() - a.startTime.getTime());
  return runs;
}

const list = (client: Client, tickets: TicketsOf, query: readonly string[]) =>
  client.workflow.list({ query: queryOf(tickets, query) });

function queryOf({ tenant, platform }: TicketsOf, query: readonly string[]): string {
  const all = `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND Platform = '${platform}'`;
  return [all, ...query].join(' AND ');
}

/** Starts a ticket's workflow; one that runs already serves. */
export const startTicket = (client: Client, input: ProcessTicketInput): Promise<WorkflowHandle> =>
  client.workflow.start('processTicket', {
    ...ticketStartOptions(input),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });

/** Calls for each item, at most `size` at once; a chunk begins when the one before has ended. Results in order. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  call: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let next = 0; next < items.length; next += size)
    results.push(...(await Promise.all(items.slice(next, next + size).map(call))));
  return results;
}
