import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { ticketWorkflowId } from '../../contract/names.js';
import { runUrlOf, type TemporalUi } from '../../contract/run-url.js';
import type { OutcomeStore } from '../../ports/records.js';
import { auditedRounds, auditIdOf, type AuditSource } from './audited-rounds.js';
import { withLinks } from './links.js';
import { stepAttemptsOf } from './step-attempts.js';
import { temporalTrouble } from './temporal-trouble.js';
import type { ApiTenant } from './tenant.js';
import type { StepAttempts, WhyAnswer } from './wire.js';

/** Where what is known of a ticket comes from. */
export interface WhySources {
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
        audit: entry === undefined ? null : { verdict: entry.verdict, write: entry.write },
        steps: steps?.get(round.runId) ?? null,
      };
    }),
  };
}

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
