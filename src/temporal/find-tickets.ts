import { WorkflowNotFoundError, type Client, type WorkflowExecutionInfo } from '@temporalio/client';
import type { TicketFilter } from '../contract/desk.js';
import { SEARCH_ATTRIBUTES, ticketWorkflowId } from '../contract/names.js';
import type { ListTicketsResult } from '../contract/scan.js';
import { timeOrAge } from '../domain/age.js';
import { FIELDS, labelIn } from '../domain/verdict-fields.js';
import { inChunks, pageOfRuns, runsOfTickets } from './listed-runs.js';
import type { TicketsOf } from '../ports/ticket-runs.js';

/** Calls to the server at once. */
const AT_ONCE = 50;

/**
 * One page of the tickets whose latest verdict fits a filter, by the runs that had begun when it was asked. Going through
 * all pages gives every such ticket, and each once but for those that are judged meanwhile: fifty thousand are no payload.
 */
export async function findTicketPage(
  client: Client,
  tickets: TicketsOf,
  { filter, askedAt, cursor }: { filter: TicketFilter; askedAt: string; cursor: string | null },
): Promise<ListTicketsResult> {
  const asked = new Date(askedAt);
  const query = [...conditionsOf(filter, asked), `StartTime <= '${askedAt}'`];
  const page = await pageOfRuns(client, tickets, { query, cursor });
  const runs = await runsOfTickets(client, tickets, [...page.runIds.keys()]);
  const matches = matching(filter, asked);
  const listed = [...page.runIds].flatMap(([ticketId, runIds]) => {
    const newestFirst = runs.get(ticketId) ?? [];
    const here = newestFirst.find(({ runId }) => runIds.has(runId));
    // A run that had ended when it was asked stands on its page for certain: the newest of them speaks for the ticket.
    const isElsewhere = newestFirst.some(
      (run) => here !== undefined && run.startTime > here.startTime && endedBy(run, asked) && matches(run),
    );
    return isElsewhere ? [] : [ticketId];
  });
  const ticketIds = await stillFitting(client, tickets, { ticketIds: listed, filter });
  return { ticketIds, listed: listed.length, cursor: page.cursor ?? '', endOfStream: page.cursor === null };
}

const endedBy = ({ closeTime }: WorkflowExecutionInfo, time: Date): boolean =>
  closeTime !== undefined && closeTime < time;

/** What the filter asks of runs, for a visibility query. */
function conditionsOf(filter: TicketFilter, now: Date): string[] {
  const { source, since } = filter;
  const from = since === undefined ? null : timeOrAge(since, now);
  return [
    ...(source === undefined ? [] : [`Source = '${source}'`]),
    ...FIELDS.flatMap((field) => {
      const label = labelIn(filter, field);
      return label === undefined ? [] : [`${field.searchAttribute} = '${label}'`];
    }),
    ...(from === null ? [] : [`StartTime >= '${from}'`]),
  ];
}

/** The same of a run that is there. */
function matching(filter: TicketFilter, now: Date): (run: WorkflowExecutionInfo) => boolean {
  const from = filter.since === undefined ? null : timeOrAge(filter.since, now);
  return (run) => fits(run, filter) && (from === null || run.startTime >= new Date(from));
}

type Labelled = Pick<WorkflowExecutionInfo, 'status' | 'typedSearchAttributes'>;

/** It ended without a verdict: what was decided before stands. */
const decidedNothing = ({ status, typedSearchAttributes: labels }: Labelled): boolean =>
  status.name !== 'RUNNING' && labels.get(SEARCH_ATTRIBUTES.source) === undefined;

/** An earlier run may fit what the latest verdict no longer does: a ticket that got rules first, the model later. */
function fits({ typedSearchAttributes: labels }: Labelled, filter: TicketFilter): boolean {
  const { source } = filter;
  return (
    (source === undefined || labels.get(SEARCH_ATTRIBUTES.source) === source) &&
    FIELDS.every((field) => {
      const label = labelIn(filter, field);
      return label === undefined || labels.get(SEARCH_ATTRIBUTES[field.name]) === label;
    })
  );
}

/** Those of the tickets whose latest verdict fits, or none is given by the run that goes on. */
async function stillFitting(
  client: Client,
  tickets: TicketsOf,
  { ticketIds, filter }: { ticketIds: readonly string[]; filter: TicketFilter },
): Promise<string[]> {
  const latest = await inChunks(ticketIds, AT_ONCE, (ticketId) =>
    client.workflow
      .getHandle(ticketWorkflowId(tickets.tenant, tickets.platform, ticketId))
      .describe()
      .catch(unlessForgotten),
  );
  const undecided = ticketIds.filter((_ticketId, index) => {
    const run = latest[index];
    return run != null && decidedNothing(run);
  });
  const before = await runsOfTickets(client, tickets, undecided);
  return ticketIds.filter((ticketId, index) => {
    const run = before.get(ticketId)?.find((each) => !decidedNothing(each)) ?? latest[index];
    return run != null && fits(run, filter);
  });
}

/** Its history was deleted since it was listed: nobody knows its verdict any more. */
function unlessForgotten(error: unknown): null {
  if (error instanceof WorkflowNotFoundError) return null;
  throw error;
}
