import { FAILURE } from '../contract/failures.js';
import type { FetchedTicket, WriteSummary } from '../contract/ticket.js';
import { decideBulkMailMerge, decideMerge, type PreviousWrite, changesOf } from '../domain/merge.js';
import { noteFor, noteForBulkMail } from '../domain/note.js';
import { failureTypeOf } from './failure-type.js';
import type { Findings } from './judge.js';
import type { TicketRun } from './ticket-run.js';
import type { TicketSteps } from './ticket-steps.js';

/** What findings change on a ticket, with the note that says so. */
export function decide(
  run: TicketRun,
  findings: Findings,
  { ticket, previous }: { ticket: FetchedTicket; previous: PreviousWrite | null },
): WriteSummary {
  const { workflowId, verdictId, request } = run;
  const onTicket = { ticket, previous, force: request?.force ?? false };
  if (findings.bulkMail !== undefined) {
    const note = noteForBulkMail(findings.bulkMail, { workflowId, verdictId });
    const decision = decideBulkMailMerge(onTicket);
    return { ...decision, changes: changesOf(ticket, decision), note };
  }
  const { analysis } = findings;
  const { verdict, source, categoryTag, belowConfidence } = analysis;
  const leavePriority = belowConfidence !== undefined;
  const decision = decideMerge({ ...onTicket, verdict, source, categoryTag, leavePriority });
  const note = noteFor({ ...analysis, workflowId, verdictId });
  return { ...decision, changes: changesOf(ticket, decision), note };
}

/** Null when the write was refused, or may have been applied without our knowing: look back, then decide again. */
export async function tryToWrite(
  { mergeUpdate }: TicketSteps,
  run: TicketRun,
  { ticket, findings, write }: { ticket: FetchedTicket; findings: Findings; write: WriteSummary },
): Promise<'updated' | 'dryRun' | null> {
  const { tenant, ticketId, workflowId, verdictId } = run;
  const record = {
    workflowId,
    verdictId,
    contentHash: (findings.analysis ?? findings.redacted).inputHash,
    tags: write.ownTags,
    priority: write.priority ?? null,
    declinedTags: write.declinedTags,
  };
  run.enter('writing the verdict');
  run.foldChanges();
  try {
    const { kind } = await mergeUpdate({
      tenant,
      ticketId,
      dryRun: run.dryRun,
      expectedUpdatedAt: ticket.updatedAt,
      write,
      record,
    });
    if (kind !== 'conflict') return kind;
    run.conflicts += 1;
  } catch (error) {
    if (failureTypeOf(error) !== FAILURE.writeUncertain) throw error;
    run.uncertainWrites += 1;
    run.noteFailure(FAILURE.writeUncertain);
  }
  return null;
}
