import { condition } from '@temporalio/workflow';
import { UNATTENDED } from '../domain/requests.js';
import { quietInMs } from '../domain/settle-time.js';
import type { ReadTicket } from './settled-stamp.js';
import type { TicketRun } from './ticket-run.js';

/**
 * Waits until the customer has written nothing for the tenant's settle time; true when it has waited: then the ticket
 * has to be read again. Who names a ticket does not wait: a request ends the wait and becomes what the round is for.
 * @param since When the customer wrote last, or nothing later than that, ISO 8601; undefined: nobody did.
 */
export async function waitedForCustomer(
  run: TicketRun,
  { ticket, fetchedAtMs }: ReadTicket,
  since: string | undefined,
): Promise<boolean> {
  const { settleSeconds, readAt } = ticket;
  if (settleSeconds === undefined || since === undefined) return false;
  if (run.request !== null || !UNATTENDED.has(run.reason)) return false;
  const { present } = run;
  const [startedAtMs, waitedMs] = [Date.now(), present.waitedMs];
  const restMs = quietInMs({ settleSeconds, since, readAt, agoMs: startedAtMs - fetchedAtMs, waitedMs });
  if (restMs === 0) return false;
  run.enter('waiting until the customer has finished');
  await condition(() => run.hasRequests, restMs);
  present.waitedMs += Date.now() - startedAtMs;
  run.takeRequests();
  run.foldChanges();
  await run.continueIfLong();
  return true;
}

/**
 * The same, by the ticket's last change, once in a round: that is no earlier than the customer's last message and costs
 * no request to know. Further waits go by the messages, since others change tickets, too.
 */
export async function waitedAfterChange(run: TicketRun, read: ReadTicket): Promise<boolean> {
  return run.present.waitedMs === 0 && waitedForCustomer(run, read, read.ticket.updatedAt);
}
