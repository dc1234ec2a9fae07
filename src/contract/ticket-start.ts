import { SEARCH_ATTRIBUTES, TICKETS_QUEUE, workflowIdsOf } from './names.js';
import { ticketPriority } from './priority.js';
import type { ProcessTicketInput } from './ticket.js';

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
