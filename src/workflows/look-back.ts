import type { PreviousWrite } from '../domain/merge.js';
import type { TicketRun } from './ticket-run.js';
import { briefSteps, type TicketSteps } from './ticket-steps.js';

/** Our last write on the ticket, from its history, page by page; null when there is none. */
export function lookBack(steps: TicketSteps, run: TicketRun): Promise<PreviousWrite | null> {
  run.enter('looking for our earlier writes');
  return readPages(steps, run);
}

/** The same within two minutes, for whoever cannot wait until the help desk is back. */
export const lookBackBriefly = (ticket: {
  tenant: string;
  ticketId: string;
}): Promise<PreviousWrite | null> => readPages(briefSteps(ticket.tenant), ticket);

async function readPages(
  { readHistory }: Pick<TicketSteps, 'readHistory'>,
  { tenant, ticketId }: { tenant: string; ticketId: string },
): Promise<PreviousWrite | null> {
  let folded = await readHistory({ tenant, ticketId, page: null, before: null });
  while (folded.nextPage !== null) {
    folded = await readHistory({ tenant, ticketId, page: folded.nextPage, before: folded.previous });
  }
  return folded.previous;
}

/**
 * Somebody may have changed the priority between our look into the history and the second reading, within the second
 * of one stamp. Only who owns what we wrote before can be out of date by that.
 */
export async function lookBackOnceSettled(
  steps: TicketSteps,
  run: TicketRun,
  before: PreviousWrite | null,
): Promise<PreviousWrite | null> {
  return before !== null ? lookBack(steps, run) : before;
}
