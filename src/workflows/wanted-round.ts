import type { FetchedTicket, TriageOutcome } from '../contract/ticket.js';
import { HAS_VERDICT, whyNoReply } from '../domain/history.js';
import { hasOwnTag, PROCESSED_TAG, type PreviousWrite } from '../domain/merge.js';
import { UNDONE, undoneBy } from '../domain/undone.js';
import { alreadyServed, BACKFILL_OF_ANY_STATUS_REASON, UNATTENDED } from '../domain/requests.js';
import { skipped, unchanged } from './ended-round.js';
import type { ReadConversation } from './read-conversation.js';
import type { TicketRun } from './ticket-run.js';

/** Somebody asked for this very ticket, and nobody's schedule. */
export const isNamed = ({ reason, request }: TicketRun): boolean =>
  request === null ? !UNATTENDED.has(reason) : !request.upgrade;

/** Its tags leave it possible that we wrote on it before. */
export const mayBeOurs = ({ tags, hasCategoryTag }: FetchedTicket): boolean =>
  hasOwnTag(tags) || hasCategoryTag === true;

/** True for a ticket without a verdict, or whose tag a person took off. */
export const isNew = ({ tags }: FetchedTicket): boolean => !tags.includes(PROCESSED_TAG);

/** Only a customer's reply could make the round worth its while: the ticket has its verdict, and nobody asked for another. */
export const looksForReply = (ticket: FetchedTicket, { request }: TicketRun): boolean =>
  request === null && !isNew(ticket) && ticket.reanalyzesReplies === true;

/** Why there is nothing to do, as far as the ticket itself tells; null: go on. */
export function whyNot(ticket: FetchedTicket, run: TicketRun): TriageOutcome | null {
  const { reason, request } = run;
  if (ticket.status === 'deleted' || ticket.status === 'closed') return skipped(ticket.status);
  if (request !== null) return null;
  if (!ticket.wanted && UNATTENDED.has(reason)) {
    if (ticket.leftOutBy !== undefined) return skipped('leftOut');
    if (reason !== BACKFILL_OF_ANY_STATUS_REASON) return skipped('unwantedStatus');
  }
  return isNew(ticket) || looksForReply(ticket, run) ? null : unchanged(HAS_VERDICT);
}

/** The same, by our last write. A person may name any ticket that takes updates; an upgrade is asked by nobody, and a solved one needs none. */
export function whyNotAgain(
  ticket: FetchedTicket,
  run: TicketRun,
  previous: PreviousWrite | null,
): TriageOutcome | null {
  const { status, wanted, tags, leftOutBy } = ticket;
  const { verdictId, request } = run;
  const hasNoReply = previous === null || previous.silentSince === true;
  if (hasNoReply && looksForReply(ticket, run)) return unchanged(HAS_VERDICT);
  if (request === null) return null;
  if (request.upgrade && leftOutBy !== undefined) return skipped('leftOut');
  if (request.upgrade && status === 'solved' && !wanted) return skipped('unwantedStatus');
  const why = alreadyServed(request, { tags, lastWrite: previous?.record ?? null, verdictId });
  return why === null ? null : unchanged(why);
}

/** The same, by the conversation. A program's mail is no reply: two that answer each other would go on for ever. */
export function whyNotThisReply(
  ticket: FetchedTicket,
  run: TicketRun,
  { previous, conversation }: { previous: PreviousWrite | null; conversation: ReadConversation },
): TriageOutcome | null {
  if (!looksForReply(ticket, run)) return null;
  const { customerMessageAt, bulkMail } = conversation;
  if (bulkMail !== undefined) return unchanged(HAS_VERDICT);
  const { inputHash } = conversation.redacted;
  const why = whyNoReply(previous, { customerMessageAt, inputHash });
  return why === null ? null : unchanged(why);
}

/** The same, where something would take the tag off again. Whoever names the ticket gets what they ask for. */
export function whyUndone(
  ticket: FetchedTicket,
  run: TicketRun,
  { previous, conversation }: { previous: PreviousWrite | null; conversation: ReadConversation },
): TriageOutcome | null {
  if (isNamed(run) || !isNew(ticket)) return null;
  const { customerMessageAt } = conversation;
  const { inputHash } = conversation.redacted;
  const isBetter = run.request?.upgrade === true;
  const undone = undoneBy(previous, { customerMessageAt, inputHash, isBetter });
  return undone && { ...unchanged(UNDONE), undone };
}
