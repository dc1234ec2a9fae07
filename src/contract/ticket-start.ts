import { SEARCH_ATTRIBUTES, TICKETS_QUEUE, workflowIdsOf } from './names.js';
import type { ProcessTicketInput } from './ticket.js';
import { BACKFILL_OF_ANY_STATUS_REASON, BACKFILL_REASON } from '../domain/requests.js';
import { UPGRADE_REASON } from './upkeep.js';

/** How a ticket workflow is started, whoever starts it. */
export function ticketStartOptions(input: ProcessTicketInput) {
  const { tenant, platform, ticketId, reason, dryRun } = input;
  return {
    workflowId: workflowIdsOf(dryRun)(tenant, platform, ticketId),
    taskQueue: TICKETS_QUEUE,
    args: [input] as [ProcessTicketInput],
    priority: ticketPriority(tenant, reason),
    staticSummary: `ticket ${ticketId}`,
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
      { key: SEARCH_ATTRIBUTES.platform, value: platform },
    ],
  };
}

/** Who is served first where tickets wait for a queue: 1 before 5. Reasons that are not named are a person's. */
const PRIORITY_KEYS: ReadonlyMap<string, number> = new Map([
  ['webhook', 2],
  ['scan', 3],
  ['revive', 4],
  [BACKFILL_REASON, 5],
  [BACKFILL_OF_ANY_STATUS_REASON, 5],
  [UPGRADE_REASON, 5],
]);
const PRIORITY_OF_A_PERSON = 1;

/**
 * Priority of a ticket's run, by why it starts; its steps inherit it. The tenant is the fairness key, which servers
 * with `matching.enableFairness` heed and others pass over.
 * @see https://docs.temporal.io/develop/task-queue-priority-fairness
 */
export const ticketPriority = (tenant: string, reason: string) => ({
  priorityKey: PRIORITY_KEYS.get(reason) ?? PRIORITY_OF_A_PERSON,
  fairnessKey: tenant,
});
