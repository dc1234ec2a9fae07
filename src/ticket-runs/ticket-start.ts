import { dryRunWorkflowId, SEARCH_ATTRIBUTES, TICKETS_QUEUE, ticketWorkflowId } from '../contract/names.js';
import { ticketPriority } from '../contract/priority.js';
import type { ProcessTicketInput } from '../contract/ticket.js';

/** How a ticket workflow is started by anybody but a scan. */
export function ticketStartOptions(input: ProcessTicketInput) {
  const { tenant, platform, ticketId, reason, dryRun } = input;
  const workflowIdOf = dryRun ? dryRunWorkflowId : ticketWorkflowId;
  return {
    workflowId: workflowIdOf(tenant, platform, ticketId),
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
