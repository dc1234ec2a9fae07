import { sleep } from '@temporalio/workflow';
import type { FetchedTicket } from '../contract/ticket.js';
import { stampSettlesInMs } from '../domain/settle-time.js';
import type { TicketRun } from './ticket-run.js';
import type { TicketSteps } from './ticket-steps.js';

/** A ticket as it was read. */
export interface ReadTicket {
  ticket: FetchedTicket;
  /** When the answer came, milliseconds since 1970. */
  fetchedAtMs: number;
}

/** Waits until the ticket's stamp can be written on; null when the ticket changed while we waited. */
export async function untilStampSettles(
  { fetchTicket }: TicketSteps,
  run: TicketRun,
  { ticket, fetchedAtMs }: ReadTicket,
): Promise<FetchedTicket | null> {
  const settlesInMs = stampSettlesInMs(ticket);
  if (settlesInMs === 0) return ticket;
  const waitMs = settlesInMs - (Date.now() - fetchedAtMs);
  if (waitMs > 0) {
    run.enter('letting the ticket settle');
    await sleep(waitMs);
  }
  const again = await fetchTicket({ tenant: run.tenant, ticketId: run.ticketId });
  return again.updatedAt === ticket.updatedAt ? again : null;
}
