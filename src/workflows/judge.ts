import { ActivityFailure, isCancellation, patched, TimeoutFailure } from '@temporalio/workflow';
import { FAILURE } from '../contract/failures.js';
import type { Analysis, FetchedTicket, FoundBulkMail } from '../contract/ticket.js';
import { joinParts } from '../domain/join-parts.js';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import { failureTypeOf } from './failure-type.js';
import { paidInVain } from './paid-in-vain.js';
import type { TicketRun } from './ticket-run.js';
import type { TicketSteps } from './ticket-steps.js';

/** A conversation without personal data, and what it is about. */
export interface Judged {
  redacted: RedactedTicket;
  analysis: Analysis;
  bulkMail?: never;
}

/** A conversation without a person in it, which gets no verdict. */
export interface Recognised {
  redacted: RedactedTicket;
  analysis?: never;
  bulkMail: FoundBulkMail;
}

export type Findings = Judged | Recognised;

/**
 * Reads and analyses the conversation. A verdict that was found before from the same input is kept. Bulk mail is not
 * analysed, unless a person asked for this ticket: they know better.
 */
export async function judge(
  steps: TicketSteps,
  run: TicketRun,
  { ticket, before, isNamed }: { ticket: FetchedTicket; before: Findings | null; isNamed: boolean },
): Promise<Findings> {
  const { tenant } = run;
  run.enter('reading and redacting the conversation');
  const start = await redactStart(steps, tenant, ticket);
  const redacted = start.truncated
    ? joinParts(start.ticket, (await steps.redactTicket({ tenant, ticket, part: 'latest' })).ticket)
    : start.ticket;
  // Runs begun before 2026-11-22 judged it all the same. The guard can go when none of them is kept any more (30 days).
  if (start.bulkMail !== undefined && !isNamed && patched('bulk-mail'))
    return { redacted, bulkMail: start.bulkMail };
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

/** The model's verdict, or that on an equal ticket unless a person wants another look; the rules' when the model has failed for good. */
async function analyze(steps: TicketSteps, run: TicketRun, ticket: RedactedTicket): Promise<Analysis> {
  const { tenant, fresh } = run;
  run.enter('asking the model');
  try {
    const analysis = await steps.analyzeTicket({ tenant, ticket, ...(fresh ? { fresh } : {}) });
    run.spend(analysis.usage);
    return analysis;
  } catch (error) {
    if (isCancellation(error)) throw error;
    const reason = failureTypeOf(error) ?? FAILURE.modelTimeout;
    const usage = paidInVain(error);
    run.spend(usage);
    run.noteFailure(reason);
    run.enter('asking the rules');
    return { ...(await steps.fallbackAnalysis({ tenant, ticket, reason })), usage };
  }
}
