import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import {
  backfillWorkflowId,
  type BackfillInput,
  type BackfillProgress,
  type BackfillResult,
} from '../contract/desk.js';
import { SEARCH_ATTRIBUTES, TICKETS_QUEUE } from '../contract/names.js';
import { ticketPriority } from '../contract/ticket-start.js';
import { BACKFILL_REASON } from '../domain/requests.js';
import { TASK_OF_A_LONG_HISTORY } from './schedules.js';
import { progressOf } from './pause.js';

/** The tenant's latest backfill, as far as the server remembers it. */
export interface KnownBackfill {
  workflowId: string;
  /** `ended`: without a result. */
  state: 'running' | 'done' | 'ended';
  /** How one ended that has no result, in Temporal's words: failed, cancelled, terminated, timed_out. */
  ending: string | null;
  /** Null: no worker tells it, or it ended without a result. */
  progress: BackfillProgress | BackfillResult | null;
}

/** A backfill of the tenant runs already. */
export class BackfillRunsError extends Error {
  override readonly name = 'BackfillRunsError';
}

/**
 * Starts a backfill. It is asked for by a person, and its tickets wait behind all others.
 * @throws {BackfillRunsError} when one of the tenant runs: there is one at a time.
 */
export async function startBackfill(client: Client, input: BackfillInput): Promise<{ workflowId: string }> {
  const { tenant, platform, from, to } = input;
  const workflowId = backfillWorkflowId(tenant);
  try {
    await client.workflow.start('backfillTickets', {
      workflowId,
      workflowIdConflictPolicy: 'FAIL',
      taskQueue: TICKETS_QUEUE,
      args: [input],
      priority: ticketPriority(tenant, BACKFILL_REASON),
      workflowTaskTimeout: TASK_OF_A_LONG_HISTORY,
      staticSummary: `backfill of ${tenant}, ${from} to ${to}`,
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
        { key: SEARCH_ATTRIBUTES.platform, value: platform },
      ],
    });
    return { workflowId };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new BackfillRunsError(await whichRuns(client, tenant), { cause: error });
  }
}

async function whichRuns(client: Client, tenant: string): Promise<string> {
  const known = await runningBackfill(client, tenant);
  const { order, started } = known?.progress ?? {};
  const which = order === undefined ? '' : ` (${order.from} to ${order.to}, ${started} tickets started)`;
  return `${backfillWorkflowId(tenant)} runs already${which}: wait for its end, or cancel it`;
}

/** The backfill that runs, else the one that ran last; null when the server remembers none. */
export async function readBackfill(client: Client, tenant: string): Promise<KnownBackfill | null> {
  const workflowId = backfillWorkflowId(tenant);
  const latest = await latestRun(client, workflowId);
  if (latest === null) return null;
  const { status, runId } = latest;
  if (RUNS.has(status.name)) return stillRunning(client, workflowId);
  if (status.name !== 'COMPLETED')
    return { workflowId, state: 'ended', ending: status.name.toLowerCase(), progress: null };
  const result = (await client.workflow.getHandle(workflowId, runId).result()) as BackfillResult;
  return { workflowId, state: 'done', ending: null, progress: result };
}

/** The backfill that runs; null when none does. */
export async function runningBackfill(client: Client, tenant: string): Promise<KnownBackfill | null> {
  const workflowId = backfillWorkflowId(tenant);
  const latest = await latestRun(client, workflowId);
  return latest !== null && RUNS.has(latest.status.name) ? stillRunning(client, workflowId) : null;
}

const RUNS = new Set(['RUNNING', 'CONTINUED_AS_NEW']);

async function latestRun(client: Client, workflowId: string) {
  try {
    return await client.workflow.getHandle(workflowId).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function stillRunning(client: Client, workflowId: string): Promise<KnownBackfill> {
  const progress = await progressOf<BackfillProgress>(client, workflowId);
  return { workflowId, state: 'running', ending: null, progress };
}

/**
 * Pauses, resumes or cancels the backfill that runs. The signal is durable when this resolves; what was started goes on.
 * @throws {WorkflowNotFoundError} when none runs.
 */
export async function signalBackfill(
  client: Client,
  { tenant, signal, reason }: { tenant: string; signal: 'pause' | 'resume' | 'cancel'; reason: string },
): Promise<void> {
  await client.workflow.getHandle(backfillWorkflowId(tenant)).signal(signal, { reason });
}
