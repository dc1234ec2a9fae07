import { ActivityFailure, isCancellation, TimeoutFailure } from '@temporalio/workflow';
import { FAILURE } from '../contract/failures.js';
import type { Analysis, FetchedTicket } from '../contract/ticket.js';
import { joinParts } from '../domain/join-parts.js';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import { failureTypeOf } from './failure-type.js';
import type { TicketRun } from './ticket-run.js';
import type { TicketSteps } from './ticket-steps.js';

/** A conversation without personal data, and what it is about. */
export interface Findings {
  redacted: RedactedTicket;
  analysis: Analysis;
}

/** Reads and analyses the conversation. A verdict that was found before from the same input is kept. */
export async function judge(
  steps: TicketSteps,
  run: TicketRun,
  { ticket, before }: { ticket: FetchedTicket; before: Findings | null },
): Promise<Findings> {
  const { tenant } = run;
  run.enter('reading and redacting the conversation');
  const start = await redactStart(steps, tenant, ticket);
  const redacted = start.truncated
    ? joinParts(start.ticket, (await steps.redactTicket({ tenant, ticket, part: 'latest' })).ticket)
    : start.ticket;
  if (before?.redacted.inputHash === redacted.inputHash) return before;
  run.analysis = await analyze(steps, run, redacted);
  return { redacted, analysis: run.analysis };
}

/**
 * The process that fetched the ticket remembers its subject and people, so that it needs one request, which the rate
 * of `fetchTicket` has set aside. Is it gone, any other process reads them again.
 */
async function redactStart(steps: TicketSteps, tenant: string, ticket: FetchedTicket) {
  const input = { tenant, ticket, part: 'start' } as const;
  if (ticket.readBy === undefined) return steps.redactTicket(input);
  try {
    return await steps.redactTicketIn(ticket.readBy)(input);
  } catch (error) {
    if (!wasNeverStarted(error)) throw error;
    return steps.redactTicket(input);
  }
}

const wasNeverStarted = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof TimeoutFailure &&
  error.cause.timeoutType === 'SCHEDULE_TO_START';

/** The model's verdict; the rules' when the model has failed for good. */
async function analyze(steps: TicketSteps, run: TicketRun, ticket: RedactedTicket): Promise<Analysis> {
  const { tenant } = run;
  run.enter('asking the model');
  try {
    return await steps.analyzeTicket({ tenant, ticket });
  } catch (error) {
    if (isCancellation(error)) throw error;
    const reason = failureTypeOf(error) ?? FAILURE.modelTimeout;
    run.noteFailure(reason);
    run.enter('asking the rules');
    return steps.fallbackAnalysis({ tenant, ticket, reason });
  }
}
