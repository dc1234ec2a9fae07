import { isCancellation } from '@temporalio/workflow';
import { FAILURE } from '../contract/failures.js';
import type { Analysis, FoundBulkMail } from '../contract/ticket.js';
import type { RedactedTicket } from '../domain/ticket.js';
import { failureTypeOf } from './failure-type.js';
import { paidInVain } from './paid-in-vain.js';
import type { ReadConversation } from './read-conversation.js';
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
 * Analyses a conversation. A verdict that was found before from the same input is kept. Bulk mail is not analysed,
 * unless a person asked for this ticket: they know better.
 */
export async function judge(
  steps: TicketSteps,
  run: TicketRun,
  { conversation: { redacted, bulkMail }, isNamed }: { conversation: ReadConversation; isNamed: boolean },
): Promise<Findings> {
  if (bulkMail !== undefined && !isNamed) return { redacted, bulkMail };
  const before = run.present.judged;
  if (before?.inputHash === redacted.inputHash) return { redacted, analysis: before.analysis };
  const analysis = await analyze(steps, run, redacted);
  run.judged(redacted.inputHash, analysis);
  return { redacted, analysis };
}

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
