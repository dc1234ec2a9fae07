import type { Client, WorkflowHandle } from '@temporalio/client';
import type { ProcessTicketInput } from '../contract/ticket.js';
import { ticketStartOptions } from '../contract/ticket-start.js';

/** Starts a ticket's workflow; one that runs already serves. */
export const startTicket = (client: Client, input: ProcessTicketInput): Promise<WorkflowHandle> =>
  client.workflow.start('processTicket', {
    ...ticketStartOptions(input),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
