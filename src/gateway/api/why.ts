import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ticketWorkflowId } from '../../contract/names.js';
import { runUrlOf, type TemporalUi } from '../../contract/run-url.js';
import type { TicketEntry } from '../../ports/audit-log.js';
import type { OutcomeStore } from '../../ports/records.js';
import type { OutcomeRecord } from '../../contract/outcome.js';
import { withLinks } from './figures-routes.js';
import { temporalTrouble } from './api.js';
import type { ApiTenant, AuditedRound, StepAttempts, WhyAnswer } from './wire.js';
import { auditEntries, AuditKeyMissingError } from '../../records/audit/entries.js';
import type { EncryptionKeys } from '../../crypto/keys.js';
import { SealedTextError } from '../../crypto/line-cipher.js';

/** Where what is known of a ticket comes from. */
interface WhySources {
  client: Client;
  outcomes: Pick<OutcomeStore, 'ofTicket'>;
  audit: AuditSource;
  temporalUi: TemporalUi | null;
}

/** Rounds that are explained with all there is; older ones by their figures alone. */
const EXPLAINED_ROUNDS = 20;
/** A reader waits for no server that is away. */
const TEMPORAL_WITHIN_MS = 3_000;

/** Why a ticket has its verdict, without any of its text: from statistics, audit log and the runs' histories. */
export async function whyOf(
  { client, outcomes, audit, temporalUi }: WhySources,
  apiTenant: ApiTenant,
  ticketId: string,
): Promise<WhyAnswer> {
  const { name: tenant, platform, ticketUrl } = apiTenant;
  const rounds = await outcomes.ofTicket({ tenant, platform, ticketId });
  const explained = rounds.slice(0, EXPLAINED_ROUNDS);
  const [entries, steps, open] = await Promise.all([
    auditedRounds(audit, explained),
    orNull(client, () => stepsOfRuns(client, explained)),
    orNull(client, () => openRun(client, ticketWorkflowId(tenant, platform, ticketId))),
  ]);
  return {
    ...{ tenant, platform, ticketId, helpDeskUrl: ticketUrl(ticketId) },
    open: open && { ...open, runUrl: runUrlOf(temporalUi, open) },
    rounds: rounds.map((round) => {
      const entry = entries.get(auditIdOf(round));
      return {
        ...withLinks(round, apiTenant, temporalUi),
        audit: entry === undefined ? null : auditedRound(entry),
        steps: steps?.get(round.runId) ?? null,
      };
    }),
  };
}

const auditedRound = ({ verdict, write, refusal, undone }: TicketEntry): AuditedRound => ({
  verdict,
  write,
  ...(refusal && { refusal }),
  ...(undone && { undone }),
});

/** By run: several rounds may be of one. */
async function stepsOfRuns(
  client: Client,
  rounds: readonly { workflowId: string; runId: string }[],
): Promise<Map<string, StepAttempts[] | null>> {
  const runs = new Map(rounds.map((round) => [round.runId, round]));
  return new Map(
    await Promise.all(
      [...runs].map(async ([runId, round]) => [runId, await stepAttemptsOf(client, round)] as const),
    ),
  );
}

async function openRun(client: Client, workflowId: string) {
  try {
    const { status, runId, startTime } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING' ? { workflowId, runId, startedAt: startTime.toISOString() } : null;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** What Temporal does not tell is left out: the rest is worth reading without it. */
async function orNull<T>(client: Client, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await client.withDeadline(Date.now() + TEMPORAL_WITHIN_MS, ask);
  } catch (error) {
    if (temporalTrouble(error) === null) throw error;
    return null;
  }
}

/** The audit log of this data folder. */
interface AuditSource {
  folder: string;
  keys: EncryptionKeys | null;
}

/** What names a round in the audit log. */
const auditIdOf = ({ runId, round }: Pick<OutcomeRecord, 'runId' | 'round'>): string => `${runId}/${round}`;

/**
 * The audit entries of some rounds of one ticket, by their ID; those that this log does not have, or that no key at hand
 * opens, are missing. Rounds of one day are looked up in one go, and reading ends with the last that is wanted.
 */
async function auditedRounds(
  { folder, keys }: AuditSource,
  rounds: readonly OutcomeRecord[],
): Promise<Map<string, TicketEntry>> {
  const found = new Map<string, TicketEntry>();
  const byDay = new Map<string, OutcomeRecord[]>();
  for (const round of rounds) {
    const day = round.endedAt.slice(0, 10);
    byDay.set(day, [...(byDay.get(day) ?? []), round]);
  }
  for (const [day, ofDay] of byDay) {
    const wanted = new Set(ofDay.map(auditIdOf));
    const from = `${day}T00:00:00.000Z`;
    const containing = `"ticketId":"${ofDay[0]?.ticketId}"`;
    try {
      for await (const { entry } of auditEntries({ folder, keys, from, containing })) {
        if (entry.kind !== 'ticket' || !wanted.delete(entry.id)) continue;
        found.set(entry.id, entry);
        if (wanted.size === 0) break;
      }
    } catch (error) {
      if (!(error instanceof AuditKeyMissingError || error instanceof SealedTextError)) throw error;
    }
  }
  return found;
}

/**
 * How often each step of a run was tried, in the order of their first try; steps inside the worker are not told of.
 * Null when Temporal does not know the run any more.
 */
async function stepAttemptsOf(
  client: Client,
  { workflowId, runId }: Pick<OutcomeRecord, 'workflowId' | 'runId'>,
): Promise<StepAttempts[] | null> {
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const scheduled = new Map<string, string>();
    const steps = new Map<string, StepAttempts>();
    for (const event of events ?? []) {
      const { activityTaskScheduledEventAttributes: planned, activityTaskStartedEventAttributes: begun } =
        event;
      if (planned) scheduled.set(String(event.eventId), planned.activityType?.name ?? '');
      if (!begun) continue;
      const step = scheduled.get(String(begun.scheduledEventId)) ?? '';
      const known = steps.get(step) ?? { step, attempts: 0, lastFailure: null };
      const failure = begun.lastFailure?.applicationFailureInfo?.type ?? null;
      steps.set(step, {
        ...known,
        attempts: known.attempts + (begun.attempt ?? 1),
        lastFailure: failure ?? known.lastFailure,
      });
    }
    return [...steps.values()];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
