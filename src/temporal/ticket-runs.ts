import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { workflowIdsOf } from '../contract/names.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { ProcessTicketResult, TicketRunStatus } from '../contract/ticket.js';
import { inChunks } from './listed-runs.js';
import { readEndedRun } from './ended-run.js';
import { endedByPeople, failedTickets, reviveTicket } from './failed-tickets.js';
import { findTicketPage } from './find-tickets.js';
import { readReprocessing } from './reprocessing.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
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
      const found = new Set<string>();
      for (let cursor: string | null = null; ;) {
        const askedAt = now.toISOString();
        const page: ListTicketsResult = await findTicketPage(client, tickets, { filter, askedAt, cursor });
        for (const ticketId of page.ticketIds) found.add(ticketId);
        if (page.endOfStream) return [...found];
        cursor = page.cursor;
      }
    },
    findPage: ({ filter, askedAt, cursor, ...tickets }) =>
      findTicketPage(client, tickets, { filter, askedAt, cursor }),
    reprocessing: ({ tenant }) => readReprocessing(client, tenant),
    async ask({ tenant, platform, ticketIds, request, dryRun = false }) {
      const reason = request.reason ?? 'reprocess';
      await inChunks(ticketIds, AT_ONCE, async (ticketId) => {
        const input = { tenant, platform, ticketId, reason };
        const options = ticketStartOptions({ ...input, ...(dryRun ? { dryRun } : {}) });
        await client.workflow.signalWithStart('processTicket', {
          ...options,
          signal: 'reprocess',
          signalArgs: [request],
        });
      });
    },
    failed: (tickets) => failedTickets(client, tickets),
    endedByPeople: (tickets) => endedByPeople(client, tickets),
    inspect: (run) => readEndedRun(client, run),
    revive: (query) => reviveTicket(client, query),
  };
}

/** Calls to the server at once. */
const AT_ONCE = 50;

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
