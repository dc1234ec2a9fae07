import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  log,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { DeskRequest, TenantDeskInput, TenantDeskState } from '../contract/desk.js';
import { readDeskRequest } from '../domain/requests.js';

/** Asks for new verdicts on tickets, by IDs or by filter. */
export const reprocessSignal = defineSignal<[DeskRequest]>('reprocess');
/** What waits, what was served, and what could not be understood. */
export const stateQuery = defineQuery<TenantDeskState>('state');

/** Asks Temporal only; a filter may find thousands of tickets, so it heartbeats. */
const ASK_TEMPORAL = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

const { findTickets, askForVerdicts } = proxyActivities<Activities>(ASK_TEMPORAL);

/** Tickets asked at once: small enough to be repeated when it fails. */
const BATCH = 50;
const REJECTED_KEPT = 10;
/** What the Web UI shows beside its signal button. */
const EXAMPLES = ['{"ticketIds":["42"]}', '{"filter":{"source":"rules","since":"24h"}}'] as const;

/**
 * The tenant's desk, always open: one short signal from the CLI or the Web UI's signal button reprocesses anything.
 * Requests are served one after the other, in order; the tickets' own workflows do the work.
 */
export async function tenantDesk(input: TenantDeskInput): Promise<never> {
  const { tenant } = input;
  const state: TenantDeskState = input.resume ?? { waiting: [], asked: 0, served: 0, rejected: [] };
  const take = (message: unknown) => {
    const read = readDeskRequest(message);
    if (read.kind === 'request') state.waiting.push(read.request);
    else state.rejected = [...state.rejected, read.why].slice(-REJECTED_KEPT);
    if (read.kind === 'rejected') log.warn('a desk request was not understood', { tenant, why: read.why });
  };
  setHandler(reprocessSignal, take, { description: `New verdicts. Input: ${EXAMPLES.join(' or ')}` });
  setHandler(stateQuery, () => state);

  for (;;) {
    setCurrentDetails(describe(state));
    await condition(() => state.waiting.length > 0 || workflowInfo().continueAsNewSuggested);
    const request = state.waiting[0];
    if (request !== undefined) {
      await serve(tenant, request, state);
      state.waiting.shift();
      state.served += 1;
    }
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof tenantDesk>({ ...input, resume: state });
  }
}

async function serve(tenant: string, request: DeskRequest, state: TenantDeskState): Promise<void> {
  const { ticketIds, filter, reason = 'desk', force = false } = request;
  const key = `${workflowInfo().workflowId}/${workflowInfo().firstExecutionRunId}/${state.served}`;
  const found = ticketIds ?? (await findTickets({ tenant, filter: filter ?? {} }));
  for (let next = 0; next < found.length; next += BATCH) {
    const batch = found.slice(next, next + BATCH);
    await askForVerdicts({ tenant, ticketIds: batch, request: { reason, force, key } });
    state.asked += batch.length;
  }
}

function describe({ waiting, asked, served, rejected }: TenantDeskState): string {
  return [
    `**${waiting.length} requests wait**, ${served} served, ${asked} tickets asked for a new verdict`,
    `Signal \`reprocess\` with ${EXAMPLES.map((example) => `\`${example}\``).join(' or ')}`,
    ...rejected.map((why) => `Not understood: ${why}`),
  ].join('\n\n');
}
