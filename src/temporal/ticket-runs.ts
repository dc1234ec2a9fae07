import { WorkflowNotFoundError, type Client, type WorkflowExecutionInfo } from '@temporalio/client';
import type { TicketFilter } from '../contract/desk.js';
import { SEARCH_ATTRIBUTES, ticketWorkflowId, workflowIdsOf } from '../contract/names.js';
import type { ProcessTicketResult, TicketRunStatus } from '../contract/ticket.js';
import { timeOrAge } from '../domain/age.js';
import { inChunks, runsOfTickets, ticketsWithRuns } from './listed-runs.js';
import { failedTickets, reviveTicket } from './failed-tickets.js';
import type { TicketRuns, TicketsOf } from '../ports/ticket-runs.js';
import { ticketStartOptions } from '../contract/ticket-start.js';

/** Asks the Temporal server about ticket workflows, and ticket workflows for new verdicts. */
export function createTicketRuns(client: Client): TicketRuns {
  return {
    statuses({ tenant, platform, ticketIds, dryRun = false }) {
      const workflowIdOf = workflowIdsOf(dryRun);
      return Promise.all(
        ticketIds.map((ticketId) => statusOf(client, ticketId, workflowIdOf(tenant, platform, ticketId))),
      );
    },
    async find({ filter, now, ...tickets }) {
      const ticketIds = await ticketsWithRuns(client, tickets, conditionsOf(filter, now));
      return stillFitting(client, tickets, { ticketIds, filter });
    },
    async ask({ tenant, platform, ticketIds, request, askedSince, dryRun = false }) {
      const reason = request.reason ?? 'reprocess';
      await inChunks(ticketIds, AT_ONCE, async (ticketId) => {
        const input = { tenant, platform, ticketId, reason };
        const options = ticketStartOptions({ ...input, ...(dryRun ? { dryRun } : {}) });
        if (askedSince !== null && (await beganSince(client, options.workflowId, askedSince))) return;
        await client.workflow.signalWithStart('processTicket', {
          ...options,
          signal: 'reprocess',
          signalArgs: [request],
        });
      });
    },
    failed: (tickets) => failedTickets(client, tickets),
    revive: (query) => reviveTicket(client, query),
  };
}

/** Calls to the server at once. */
const AT_ONCE = 50;

async function beganSince(client: Client, workflowId: string, since: Date): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).startTime >= since;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

/** What the filter asks of runs, for a visibility query. */
function conditionsOf({ source, root_cause, since }: TicketFilter, now: Date): string[] {
  const from = since === undefined ? null : timeOrAge(since, now);
  return [
    ...(source === undefined ? [] : [`Source = '${source}'`]),
    ...(root_cause === undefined ? [] : [`RootCause = '${root_cause}'`]),
    ...(from === null ? [] : [`StartTime >= '${from}'`]),
  ];
}

type Labelled = Pick<WorkflowExecutionInfo, 'status' | 'typedSearchAttributes'>;

/** It ended without a verdict: what was decided before stands. */
const decidedNothing = ({ status, typedSearchAttributes: labels }: Labelled): boolean =>
  status.name !== 'RUNNING' && labels.get(SEARCH_ATTRIBUTES.source) === undefined;

/** An earlier run may fit what the latest verdict no longer does: a ticket that got rules first, the model later. */
function fits({ typedSearchAttributes: labels }: Labelled, { source, root_cause }: TicketFilter): boolean {
  return (
    (source === undefined || labels.get(SEARCH_ATTRIBUTES.source) === source) &&
    (root_cause === undefined || labels.get(SEARCH_ATTRIBUTES.rootCause) === root_cause)
  );
}

/** Those of the tickets whose latest verdict fits, or none is given by the run that goes on. */
async function stillFitting(
  client: Client,
  tickets: TicketsOf,
  { ticketIds, filter }: { ticketIds: readonly string[]; filter: TicketFilter },
): Promise<string[]> {
  const latest = await inChunks(ticketIds, AT_ONCE, (ticketId) =>
    client.workflow.getHandle(ticketWorkflowId(tickets.tenant, tickets.platform, ticketId)).describe(),
  );
  const undecided = ticketIds.filter((_ticketId, index) => decidedNothing(latest[index]!));
  const before = await runsOfTickets(client, tickets, undecided);
  return ticketIds.filter((ticketId, index) => {
    const run = before.get(ticketId)?.find((each) => !decidedNothing(each)) ?? latest[index]!;
    return fits(run, filter);
  });
}

async function statusOf(client: Client, ticketId: string, workflowId: string): Promise<TicketRunStatus> {
  try {
    const { status, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW') return { ticketId, status: 'open' };
    if (status.name !== 'COMPLETED') return { ticketId, status: 'failed' };
    const result = (await client.workflow.getHandle(workflowId, runId).result()) as ProcessTicketResult;
    const { kind, source, usage } = result;
    return {
      ...{ ticketId, status: 'done', kind, source },
      ...('why' in result ? { why: result.why } : {}),
      ...(usage === undefined ? {} : { costUsd: usage.costUsd }),
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { ticketId, status: 'failed' };
    throw error;
  }
}
