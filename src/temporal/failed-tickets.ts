import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { ticketWorkflowId, SEARCH_ATTRIBUTES } from '../contract/names.js';
import type { FailedRun } from '../contract/upkeep.js';
import { BACKFILL_OF_ANY_STATUS_REASON, UNATTENDED, servedTogether } from '../domain/requests.js';
import { runsOfTickets, ticketsWithRuns, startTicket } from './listed-runs.js';
import type { FailedTicket, TicketsOf } from '../ports/ticket-runs.js';
import { ticketStartOptions } from '../contract/ticket-start.js';
import type { ReprocessRequest } from '../contract/desk.js';
import type { Payload } from '@temporalio/common';
import type { ProcessTicketInput } from '../contract/ticket.js';

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

/** What a run that failed has left to do. */
export interface LeftUndone {
  /** Why the run was started. */
  reason: string;
  /** The requests it did not serve, as one; null when nobody had asked: the ticket was new. */
  request: ReprocessRequest | null;
}

/** The requests that came to a run, sorted as the run itself sorts them (`TicketRun.beginRound`). */
interface Requests {
  /** Taken by the present round. */
  taken: ReprocessRequest[];
  /** Came while it went on. */
  arrived: ReprocessRequest[];
}

/**
 * Reads it from the run's events, in their order. A request that came while the failed round went on was not what
 * that round wrote, so it is asked again whatever was written.
 */
export function leftUndone(runId: string, events: readonly HistoryEvent[]): LeftUndone {
  let reason = '';
  let round = 0;
  let { taken, arrived }: Requests = { taken: [], arrived: [] };
  for (const event of events) {
    if (event.kind === 'started') reason = event.reason;
    if (event.kind === 'asked') arrived.push(event.request);
    if (event.kind === 'roundEnded' || (event.kind === 'taskCompleted' && round === 0)) {
      round += 1;
      [taken, arrived] = [arrived, []];
    }
  }
  const open = [...taken, ...arrived];
  if (open.length === 0) return { reason, request: null };
  const { force, upgrade, unlessWritten } = servedTogether(open);
  return {
    reason,
    request: {
      force,
      upgrade,
      key: `revive/${runId}`,
      ...(arrived.length > 0 ? {} : { unlessWritten: [...unlessWritten, `${runId}/${Math.max(round, 1)}`] }),
    },
  };
}

/** What Temporal's history of a ticket run tells about its requests. */
export type HistoryEvent =
  | { kind: 'started'; reason: string }
  | { kind: 'asked'; request: ReprocessRequest }
  /** The run has seen everything that came before. */
  | { kind: 'taskCompleted' }
  /** Every round that ends with an outcome says so, and a failed one does not. */
  | { kind: 'roundEnded' };

/** The events of one run, oldest first. */
export async function readTicketHistory(
  client: Client,
  { workflowId, runId }: { workflowId: string; runId: string },
): Promise<HistoryEvent[]> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const told: HistoryEvent[] = [];
  for (const event of events ?? []) {
    const started = event.workflowExecutionStartedEventAttributes;
    const signal = event.workflowExecutionSignaledEventAttributes;
    const labels = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields;
    if (started) {
      const input = (await decoded(client, started.input?.payloads)) as ProcessTicketInput;
      told.push({ kind: 'started', reason: input.reason });
    }
    if (signal?.signalName === 'reprocess') {
      const request = (await decoded(client, signal.input?.payloads)) as ReprocessRequest | undefined;
      told.push({ kind: 'asked', request: request ?? {} });
    }
    if (event.workflowTaskCompletedEventAttributes) told.push({ kind: 'taskCompleted' });
    if (labels && SEARCH_ATTRIBUTES.outcome.name in labels) told.push({ kind: 'roundEnded' });
  }
  return told;
}

/** The first of the payloads; undefined when there is none. */
async function decoded(client: Client, payloads: Payload[] | null | undefined): Promise<unknown> {
  const { payloadCodecs, payloadConverter } = client.options.loadedDataConverter;
  let plain = payloads ?? [];
  for (const codec of [...payloadCodecs].reverse()) plain = await codec.decode(plain);
  const [first] = plain;
  return first === undefined ? undefined : payloadConverter.fromPayload(first);
}
