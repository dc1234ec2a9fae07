import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { ticketWorkflowId } from '../contract/names.js';
import type { LeftUndone } from '../contract/ticket.js';
import { ticketStartOptions } from '../contract/ticket-start.js';
import type { FailedRun } from '../contract/upkeep.js';
import { BACKFILL_OF_ANY_STATUS_REASON, UNATTENDED } from '../domain/requests.js';
import type { EndedByPerson, FailedTicket, TicketsOf } from '../ports/ticket-runs.js';
import { readEndedRun, wasEndedByServer } from './ended-run.js';
import { runsOfTickets, ticketsWithRuns } from './listed-runs.js';

const FAILED: ReadonlySet<string> = new Set(['FAILED', 'TIMED_OUT']);

/** A run that took the place of others names them in its memo. */
const TAKES_OVER = 'takesOver';

/**
 * The tickets that a run left before its work was done, as the server's visibility lists them: their latest run failed,
 * timed out or was terminated by the server, or an earlier one was, and another run began before anybody had taken over
 * what it left. What a person ended is left alone, with all that came before.
 */
export async function failedTickets(client: Client, tickets: TicketsOf): Promise<FailedTicket[]> {
  const ever = await ticketsWithRuns(client, tickets, [
    "ExecutionStatus IN ('Failed', 'TimedOut', 'Terminated')",
  ]);
  const found: FailedTicket[] = [];
  for (const [ticketId, newestFirst] of await runsOfTickets(client, tickets, ever)) {
    const failed = await failedTicket(client, ticketId, newestFirst);
    if (failed !== null) found.push(failed);
  }
  return found;
}

async function failedTicket(
  client: Client,
  ticketId: string,
  newestFirst: readonly WorkflowExecutionInfo[],
): Promise<FailedTicket | null> {
  // Links of a chain, whose last one tells.
  const runs = newestFirst.filter(({ status }) => status.name !== 'CONTINUED_AS_NEW');
  const takenOver = new Set(newestFirst.flatMap(({ memo }) => (memo?.[TAKES_OVER] as string[]) ?? []));
  const unfinished: WorkflowExecutionInfo[] = [];
  let failures = 0;
  for (const [place, run] of runs.entries()) {
    const hasFailed = await failedByItself(client, run);
    if (!hasFailed && isEndedByPerson(run)) break;
    if (hasFailed && failures === place) failures += 1;
    if (hasFailed && !takenOver.has(run.runId)) unfinished.push(run);
  }
  const [latest] = runs;
  const [last] = unfinished;
  if (latest === undefined || last === undefined) return null;
  return {
    ticketId,
    runId: latest.runId,
    unfinished: unfinished.map(({ runId }) => runId).reverse(),
    failures: Math.max(failures, 1),
    failedAt: (last.closeTime ?? last.startTime).toISOString(),
  };
}

const isEndedByPerson = ({ status: { name } }: WorkflowExecutionInfo): boolean =>
  name === 'TERMINATED' || name === 'CANCELLED';

const failedByItself = async (client: Client, run: WorkflowExecutionInfo): Promise<boolean> =>
  FAILED.has(run.status.name) || (run.status.name === 'TERMINATED' && (await wasEndedByServer(client, run)));

/** The runs that a person, or a program of theirs, terminated or cancelled; oldest first. */
export async function endedByPeople(client: Client, tickets: TicketsOf): Promise<EndedByPerson[]> {
  const query = ["ExecutionStatus IN ('Terminated', 'Canceled')"];
  const ids = await ticketsWithRuns(client, tickets, query);
  const found: { run: EndedByPerson; at: number }[] = [];
  for (const [ticketId, runs] of await runsOfTickets(client, tickets, ids)) {
    for (const run of runs) {
      if (!isEndedByPerson(run) || (await failedByItself(client, run))) continue;
      const { workflowId, runId, status, closeTime, startTime } = run;
      const by = status.name === 'TERMINATED' ? 'terminated' : 'cancelled';
      found.push({ run: { ticketId, workflowId, runId, by }, at: (closeTime ?? startTime).getTime() });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ run }) => run);
}

/**
 * Begins a ticket anew: what its unfinished runs were asked is delivered again, in its order and under its keys. False
 * when a newer run is there than the one named.
 */
export async function reviveTicket(
  client: Client,
  { tenant, platform, ticketId, runId, unfinished }: TicketsOf & FailedRun,
): Promise<boolean> {
  const workflowId = ticketWorkflowId(tenant, platform, ticketId);
  const latest = await client.workflow.getHandle(workflowId).describe();
  if (latest.runId !== runId) return false;
  const left: LeftUndone = { reason: 'revive', requests: [] };
  for (const each of unfinished) {
    const { reason, requests } = await readEndedRun(client, { workflowId, runId: each });
    left.requests.push(...requests.map((request) => ({ ...request, reason: 'revive' })));
    // Who named the ticket decides which statuses are touched: that stays.
    const isNamed = !UNATTENDED.has(reason) || reason === BACKFILL_OF_ANY_STATUS_REASON;
    if (isNamed) left.reason = reason;
  }
  const isAsked = left.requests.length > 0;
  await client.workflow.signalWithStart('processTicket', {
    ...ticketStartOptions({ tenant, platform, ticketId, reason: isAsked ? 'revive' : left.reason }),
    memo: { [TAKES_OVER]: unfinished },
    signal: 'takeOver',
    signalArgs: [left],
  });
  return true;
}
