import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { ReprocessTicketsInput, ReprocessTicketsResult } from '../contract/desk.js';
import type { ListTicketsResult } from '../contract/scan.js';
import { AskedTickets } from './asked-tickets.js';
import { BrakedRun } from './backfill-run.js';
import { goThrough } from './go-through.js';
import { inBackground } from './scan-children.js';

/** Asks Temporal only; a page is some hundred questions, so it heartbeats. Away for an hour: the request has failed. */
const FIND = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 60 },
} as const;

const { findTicketPage } = proxyActivities<Activities>({ ...FIND, summary: 'tickets by filter' });

/** Of a list of IDs: so many at once, as a page of the filter. */
const PAGE = 200;

/**
 * Asks many tickets for new verdicts, by filter or by a long list: behind the same brakes as a backfill, so that neither
 * the help desk nor newer tickets are flooded. Started by the desk, one at a time; outlives it.
 */
export async function reprocessTickets(input: ReprocessTicketsInput): Promise<ReprocessTicketsResult> {
  const { tenant, request, key, askedAt, resume } = input;
  const { reason = 'desk', force = false, ticketIds, filter = {} } = request;
  const run = new BrakedRun(input, Date.now());
  const carried = (resume?.window.inFlight ?? []).map(({ ticketId }) => ticketId);
  const asked = new AskedTickets({ tenant, request: { reason, force, key }, carried }, run);
  inBackground(asked.ask());
  inBackground(asked.follow());
  await goThrough({
    run,
    describe: () => run.describe(titleOf(input)),
    nextPage: (cursor) =>
      ticketIds === undefined
        ? findTicketPage({ tenant, filter, askedAt, cursor })
        : Promise.resolve(pageOf(ticketIds, cursor)),
    start: (ticketId) => asked.add(ticketId),
    allStarted: () => asked.allAsked,
    continueAsNew: (next) => continueAsNew<typeof reprocessTickets>({ ...input, resume: next }),
  });
  return run.result(Date.now());
}

/** The cursor is the place of the next ID. */
function pageOf(ticketIds: readonly string[], cursor: string | null): ListTicketsResult {
  const from = Number(cursor ?? 0);
  const page = ticketIds.slice(from, from + PAGE);
  const next = from + page.length;
  return {
    ticketIds: page,
    listed: page.length,
    cursor: String(next),
    endOfStream: next >= ticketIds.length,
  };
}

function titleOf({ request: { ticketIds, filter, force }, askedAt }: ReprocessTicketsInput): string {
  const which =
    ticketIds === undefined
      ? `tickets that fit \`${JSON.stringify(filter ?? {})}\``
      : `${ticketIds.length} tickets`;
  return `New verdicts for ${which}, asked ${askedAt}${force ? ', **also taking back what people changed**' : ''}`;
}
