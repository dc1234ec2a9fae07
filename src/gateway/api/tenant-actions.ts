import { WorkflowFailedError, type Client } from '@temporalio/client';
import type { DeskRequest } from '../../contract/desk.js';
import { deskWorkflowId } from '../../contract/names.js';
import type { ProcessTicketResult } from '../../contract/ticket.js';
import { pauseTenant, resumeTenant } from '../../temporal/pause.js';
import { namedLabelsOf } from '../../domain/verdict-fields.js';
import { rootMessage } from '../../contract/failures.js';
import { startTicket } from '../../temporal/listed-runs.js';
import type { ApiTenant, DryRunAnswer, LiveTenant, WhyAnswer } from './wire.js';
import type { OutcomeStore } from '../../ports/records.js';
import type { TemporalUi } from '../../contract/run-url.js';

/** What an operator may do to a tenant. Each is durable with Temporal when it resolves. */
export interface TenantActions {
  /** Asks the tenant's desk for new verdicts. */
  reprocess(tenant: ApiTenant, request: DeskRequest): Promise<void>;
  /** Judges tickets without writing; `pending` for those that are not done after `withinMs`. They go on. */
  dryRun(
    tenant: ApiTenant,
    tickets: { ticketIds: readonly string[]; withinMs: number },
  ): Promise<DryRunAnswer[]>;
  /** Nothing begins by itself for the tenant until it is resumed; what runs goes on. */
  pause(tenant: ApiTenant, reason: string): Promise<void>;
  resume(tenant: ApiTenant, reason: string): Promise<void>;
}

/** Who pauses, as the Web UI and the command line show it: a token has no name. */
const BY = 'an operator at the dashboard';
/** A page waits for no server that is away. */
const TEMPORAL_WITHIN_MS = 5_000;

/** The actions, by signals, runs and schedules of the Temporal server. */
export function createTenantActions(client: Client): TenantActions {
  const soon = <T>(ask: () => Promise<T>) => client.withDeadline(Date.now() + TEMPORAL_WITHIN_MS, ask);
  return {
    reprocess: ({ name }, request) =>
      soon(() => client.workflow.getHandle(deskWorkflowId(name)).signal('reprocess', request)),
    dryRun: (tenant, { ticketIds, withinMs }) => {
      const deadlineMs = Date.now() + withinMs;
      return Promise.all(ticketIds.map((ticketId) => dryRunOf(client, { tenant, ticketId, deadlineMs })));
    },
    pause: ({ name }, reason) => soon(() => pauseTenant(client, { tenant: name, reason, by: BY })),
    resume: ({ name }, reason) => soon(() => resumeTenant(client, { tenant: name, reason, by: BY })),
  };
}

async function dryRunOf(
  client: Client,
  { tenant, ticketId, deadlineMs }: { tenant: ApiTenant; ticketId: string; deadlineMs: number },
): Promise<DryRunAnswer> {
  const { name, platform } = tenant;
  const input = { tenant: name, platform, ticketId, reason: 'dashboard', dryRun: true };
  const run = await client.withDeadline(Date.now() + TEMPORAL_WITHIN_MS, () => startTicket(client, input));
  try {
    const result: unknown = await client.withDeadline(deadlineMs, () => run.result());
    return dryRunAnswer(result as ProcessTicketResult);
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { ticketId, kind: 'failed', why: rootMessage(error) };
    if (Date.now() >= deadlineMs) return { ticketId, kind: 'pending' };
    throw error;
  }
}

/** Labels only: summary and note stay in Temporal. */
function dryRunAnswer(result: ProcessTicketResult): DryRunAnswer {
  const { ticketId } = result;
  if (result.kind === 'unchanged' || result.kind === 'skipped')
    return { ticketId, kind: result.kind, why: result.why };
  const { source, analysis, write } = result;
  const labels = namedLabelsOf(analysis);
  return {
    ticketId,
    kind: 'dryRun',
    source,
    ...labels,
    tags: write.ownTags,
    priority: write.priority ?? null,
  };
}

/** What the API tells from, and acts through. */
export interface ApiSources {
  /** Those of now: they may change while the gateway runs. */
  tenants: () => readonly ApiTenant[];
  outcomes: OutcomeStore;
  live: (tenant: ApiTenant, now: Date) => Promise<LiveTenant>;
  why: (tenant: ApiTenant, ticketId: string) => Promise<WhyAnswer>;
  actions: TenantActions;
  temporalUi: TemporalUi | null;
  /** Default: the system's clock. */
  now?: () => Date;
  /** Milliseconds between two looks for news, while somebody watches. Default 2,000. */
  watchEveryMs?: number;
}
