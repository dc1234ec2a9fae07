import { isGrpcServiceError, type Client } from '@temporalio/client';
import type { TicketChange } from '../contract/ticket.js';
import type { TicketsOf } from '../ports/ticket-runs.js';
import { ticketStartOptions } from '../contract/ticket-start.js';

/**
 * Help desks wait ten seconds or so for an answer. A server that starts again is waited for, one that is gone is not.
 */
const PATIENCE_MS = 5_000;

/** Temporal did not say that it took a report: it may have or not. Report it again. */
export class ChangeNotReportedError extends Error {
  override readonly name = 'ChangeNotReportedError';
}

/**
 * Tells a ticket's workflow that the ticket changed, and starts the workflow where none runs. Safe to repeat: a run that
 * has not written yet sees all that was reported, one that has looks once more, and neither judges a ticket that has a
 * verdict.
 * @throws {ChangeNotReportedError} within 5 s or so.
 */
export type ReportChange = (ticket: TicketsOf & { ticketId: string }) => Promise<{ workflowId: string }>;

/** Reports of webhooks: their tickets go before those of scans and backfills. */
export function createReportChange(client: Client): ReportChange {
  const reason = 'webhook';
  return async (ticket) => {
    const options = ticketStartOptions({ ...ticket, reason });
    const signalArgs: [TicketChange] = [{ reason }];
    try {
      await client.withDeadline(Date.now() + PATIENCE_MS, () =>
        client.workflow.signalWithStart('processTicket', { ...options, signal: 'ticketChanged', signalArgs }),
      );
    } catch (error) {
      throw new ChangeNotReportedError(`Temporal did not take a report: ${reasonOf(error)}`, {
        cause: error,
      });
    }
    return { workflowId: options.workflowId };
  };
}

/** What the server or the connection to it said: the client's own message names the call only. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return isGrpcServiceError(cause) ? cause.message : message;
}
