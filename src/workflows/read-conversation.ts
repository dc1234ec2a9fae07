import { ActivityFailure, TimeoutFailure } from '@temporalio/workflow';
import type { FetchedTicket, FoundBulkMail } from '../contract/ticket.js';
import { laterOf } from '../domain/history.js';
import { joinParts, type RedactedTicket } from '../domain/ticket.js';
import type { TicketRun } from './ticket-run.js';
import type { TicketSteps } from './ticket-steps.js';

/** A conversation without personal data. */
export interface ReadConversation {
  redacted: RedactedTicket;
  bulkMail: FoundBulkMail | undefined;
  /** When a customer wrote last, ISO 8601. */
  customerMessageAt: string | undefined;
  /** Nobody's words are in it. */
  nothingToRead: boolean;
  /** The ticket may have had a verdict before, whatever its tags say. */
  mayHoldOurNote: boolean;
}

/** Reads the conversation, and its latest page as well where it has several. */
export async function readConversation(
  steps: TicketSteps,
  run: TicketRun,
  ticket: FetchedTicket,
): Promise<ReadConversation> {
  const { tenant } = run;
  run.enter('reading and redacting the conversation');
  const { ticketId, peopleIds, readBy } = ticket;
  const asked = { ticketId, peopleIds };
  const start = await redactStart(steps, tenant, { ticket: asked, readBy });
  const { bulkMail } = start;
  const nothingYet = start.nothingToRead === true;
  if (!start.truncated)
    return {
      redacted: start.ticket,
      bulkMail,
      customerMessageAt: start.customerMessageAt,
      nothingToRead: nothingYet,
      mayHoldOurNote: start.hasOurNote === true,
    };
  const latest = await steps.redactTicket({ tenant, ticket: asked, part: 'latest' });
  return {
    redacted: joinParts(start.ticket, latest.ticket),
    bulkMail,
    customerMessageAt: laterOf(start.customerMessageAt, latest.customerMessageAt),
    nothingToRead: nothingYet && latest.nothingToRead === true,
    // It may stand in a page between the two.
    mayHoldOurNote: true,
  };
}

/**
 * The process that fetched the ticket remembers its subject and people, so that it needs one request, which the rate
 * of `fetchTicket` has set aside. Is it gone, any other process reads them again.
 */
async function redactStart(
  steps: TicketSteps,
  tenant: string,
  { ticket, readBy }: { ticket: Pick<FetchedTicket, 'ticketId' | 'peopleIds'>; readBy: string | undefined },
) {
  const input = { tenant, ticket, part: 'start' } as const;
  if (readBy === undefined) return steps.redactTicket(input);
  try {
    return await steps.redactTicketIn(readBy)(input);
  } catch (error) {
    if (!wasNeverStarted(error)) throw error;
    return steps.redactTicket(input);
  }
}

const wasNeverStarted = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof TimeoutFailure &&
  error.cause.timeoutType === 'SCHEDULE_TO_START';
