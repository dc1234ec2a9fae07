import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { LRUCache } from 'lru-cache';
import type { ReprocessRequest } from '../contract/desk.js';
import type {
  LeftUndone,
  MergeUpdateInput,
  ProcessTicketInput,
  ProcessTicketResult,
} from '../contract/ticket.js';
import { keyed } from '../domain/requests.js';
import type { EndedRound } from '../contract/outcome.js';

/** One run of a ticket. */
export interface RunKey {
  workflowId: string;
  runId: string;
}

/** What Temporal's record of an ended run tells those who come after it. */
export interface EndedRun extends LeftUndone {
  startedAt: string;
  endedAt: string;
  /** The run's latest write, answered or not; null: it did not come to one. */
  tried: TriedWrite | null;
}

/** A write, and the round that made it as it is recorded if it was applied. */
export interface TriedWrite {
  verdictId: string;
  /** The round's number in its run. */
  round: number;
  applied: EndedRound;
}

/**
 * Reads what was delivered to a run: its input (with the state that a continue-as-new carried) and its signals, in
 * their order. Whoever takes the run's place gets all of it again. What the run has served is not sorted out here: the
 * requests have keys, and our writes on the ticket name those that they served.
 * @see docs/decisions/2026-11-30-what-a-run-owes.md
 */
export async function readEndedRun(client: Client, run: RunKey): Promise<EndedRun> {
  const { events } = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
  const first = events?.[0];
  const input = await decoded<ProcessTicketInput>(
    client,
    first?.workflowExecutionStartedEventAttributes?.input?.payloads,
  );
  if (input === undefined) throw new Error(`the history of ${run.workflowId} has no input`);
  const startedAt = timeOf(first?.eventTime);
  const endedAt = timeOf(events?.at(-1)?.eventTime);
  const { resume } = input;
  const ended: EndedRun = {
    reason: resume?.reason ?? input.reason,
    requests: [...(resume?.isRoundOpen ? resume.present.serving : []), ...(resume?.requests ?? [])],
    startedAt,
    endedAt,
    tried: carriedWrite(input, { ...run, startedAt, endedAt }),
  };
  let nth = 0;
  for (const { eventTime, ...event } of events ?? []) {
    const signal = event.workflowExecutionSignaledEventAttributes;
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (signal?.signalName === 'reprocess') {
      const request = await decoded<ReprocessRequest>(client, signal.input?.payloads);
      ended.requests.push(keyed(request, { runId: run.runId, nth }));
      nth += 1;
    }
    if (signal?.signalName === 'takeOver') {
      const left = await decoded<LeftUndone>(client, signal.input?.payloads);
      ended.requests.push(...(left?.requests ?? []));
    }
    if (scheduled?.activityType?.name === 'mergeUpdate') {
      const write = await decoded<MergeUpdateInput>(client, scheduled.input?.payloads);
      if (write !== undefined)
        ended.tried = triedWrite(write, input, { ...run, triedAt: timeOf(eventTime), endedAt });
    }
  }
  return ended;
}

function triedWrite(
  { round: { round, reason, startedAt, outcome }, write, record }: MergeUpdateInput,
  { tenant, platform, ticketId }: ProcessTicketInput,
  { workflowId, runId, triedAt, endedAt }: RunKey & { triedAt: string; endedAt: string },
): TriedWrite {
  const latencyMs = Math.max(0, Date.parse(triedAt) - Date.parse(startedAt));
  const end = { ...outcome, write, ticketId, reason, latencyMs, round } as unknown as ProcessTicketResult;
  return {
    verdictId: record.verdictId,
    round,
    applied: {
      ...{ tenant, platform, ticketId, workflowId, runId, reason, startedAt, endedAt, end },
      round: 0,
    },
  };
}

/** The write that was open when the run before continued as new. */
function carriedWrite(
  { tenant, platform, ticketId, resume }: ProcessTicketInput,
  { workflowId, runId, startedAt: triedAt, endedAt }: RunKey & { startedAt: string; endedAt: string },
): TriedWrite | null {
  const tried = resume?.isRoundOpen ? resume.present.tried : null;
  if (!resume || !tried) return null;
  const { reason, round, verdictIdBase, present } = resume;
  const startedAt = new Date(present.startedAtMs).toISOString();
  const latencyMs = Math.max(0, Date.parse(triedAt) - present.startedAtMs);
  const end = { ...tried, ticketId, reason, latencyMs, round };
  return {
    verdictId: `${verdictIdBase}/${round}`,
    round,
    applied: {
      ...{ tenant, platform, ticketId, workflowId, runId, reason, startedAt, endedAt, end },
      round: 0,
    },
  };
}

/** How the server signs what it does by itself. @see temporal: common/util.go, `IdentityHistoryService` */
const SERVER = 'history-service';
/** Of the WorkflowService's `HistoryEventFilterType`: the last event only. */
const CLOSE_EVENT = 2;
/** How a run ended does not change: one look at each is enough. */
const ENDS_REMEMBERED = 20_000;
const endedByServer = new LRUCache<string, boolean>({ max: ENDS_REMEMBERED });

/**
 * Whether the server terminated a run, because its history had grown too long or too large, and not a person (or a
 * program of theirs), who would not want it begun anew.
 */
export async function wasEndedByServer(client: Client, { workflowId, runId }: RunKey): Promise<boolean> {
  const known = endedByServer.get(runId);
  if (known !== undefined) return known;
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    historyEventFilterType: CLOSE_EVENT,
  });
  const terminated = history?.events?.at(-1)?.workflowExecutionTerminatedEventAttributes;
  const byServer = terminated?.identity === SERVER;
  endedByServer.set(runId, byServer);
  return byServer;
}

const timeOf = (
  time: { seconds?: { toString(): string } | null; nanos?: number | null } | null | undefined,
): string =>
  new Date(
    Number(time?.seconds?.toString() ?? 0) * 1000 + Math.floor((time?.nanos ?? 0) / 1e6),
  ).toISOString();

/** The first of the payloads; undefined when there is none. */
async function decoded<T>(client: Client, payloads: Payload[] | null | undefined): Promise<T | undefined> {
  const { payloadCodecs, payloadConverter } = client.options.loadedDataConverter;
  let plain = payloads ?? [];
  for (const codec of [...payloadCodecs].reverse()) plain = await codec.decode(plain);
  const [first] = plain;
  return first === undefined ? undefined : payloadConverter.fromPayload<T>(first);
}
