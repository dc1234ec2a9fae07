import { FAILURE } from '../contract/failures.js';
import type { FetchedTicket, RefusedPriority, WriteSummary } from '../contract/ticket.js';
import {
  decideBulkMailMerge,
  decideMerge,
  type MergeDecision,
  type PreviousWrite,
  changesOf,
} from '../domain/merge.js';
import { noteFor, noteForBulkMail } from '../domain/note.js';
import { ended } from './ended-round.js';
import { failureTypeOf, refusalOf, whyRejected } from './failure-type.js';
import type { Findings } from './judge.js';
import type { TicketRun } from './ticket-run.js';
import type { TicketSteps } from './ticket-steps.js';

interface ReadAndKnown {
  ticket: FetchedTicket;
  previous: PreviousWrite | null;
}

/** What findings change on a ticket, with the note that says so. */
export function decide(
  run: TicketRun,
  findings: Findings,
  { ticket, previous }: ReadAndKnown,
  refusedPriority?: RefusedPriority,
): WriteSummary {
  const { workflowId, verdictId, request } = run;
  const onTicket = { ticket, previous, force: request?.force ?? false };
  if (findings.bulkMail !== undefined) {
    const note = noteForBulkMail(findings.bulkMail, { workflowId, verdictId });
    return summaryOf(decideBulkMailMerge(onTicket), { ticket, previous, note });
  }
  const { analysis } = findings;
  const { verdict, source, categoryTag, belowConfidence } = analysis;
  const leavePriority = belowConfidence !== undefined || refusedPriority !== undefined;
  const decision = decideMerge({ ...onTicket, verdict, source, categoryTag, leavePriority });
  const refused = refusedPriority && { refusedPriority: refusedPriority.priority };
  const note = noteFor({ ...analysis, ...refused, workflowId, verdictId });
  const summary = summaryOf(decision, { ticket, previous, note });
  return refusedPriority === undefined ? summary : { ...summary, refusedPriority };
}

/**
 * Where the ticket has more tags than are told, what our last write put there is taken off whether it is among those
 * told or not: it may have come under another name of a category.
 */
function summaryOf(
  decision: MergeDecision,
  { ticket, previous, note }: { ticket: FetchedTicket; previous: PreviousWrite | null; note: string },
): WriteSummary {
  const changes = changesOf(ticket, decision);
  const { otherTags } = ticket;
  if (otherTags === undefined) return { ...decision, changes, note };
  const kept = new Set(decision.tags);
  const stale = (previous?.record.tags ?? []).filter((tag) => !kept.has(tag));
  const removedTags = [...new Set([...changes.removedTags, ...stale])];
  return { ...decision, changes: { ...changes, removedTags }, note, otherTags };
}

/** What became of a write, and the one that was tried last. `null`: look back, then decide again. */
export interface Tried {
  written: 'updated' | 'dryRun' | null;
  write: WriteSummary;
}

/**
 * Decides and writes. Where the help desk does not take the priority, the same is written without: a refused write was
 * not applied, and both have one verdict ID, so the ticket still gets one note.
 * Not written: it was refused because the ticket changed, or may have been applied without our knowing.
 */
export async function decideAndWrite(
  steps: TicketSteps,
  run: TicketRun,
  { findings, ...known }: { findings: Findings } & ReadAndKnown,
): Promise<Tried> {
  const write = decide(run, findings, known);
  const tryIt = async (write: WriteSummary): Promise<Tried> => ({
    write,
    written: await tryToWrite(steps, run, { ticket: known.ticket, findings, write }),
  });
  try {
    return await tryIt(write);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || write.priority === undefined || !refusal.mayBePriority) throw error;
    const refused = { ...whyRejected(refusal), priority: write.priority };
    return await tryIt(decide(run, findings, known, refused));
  }
}

async function tryToWrite(
  { mergeUpdate }: TicketSteps,
  run: TicketRun,
  { ticket, findings, write }: { ticket: FetchedTicket; findings: Findings; write: WriteSummary },
): Promise<'updated' | 'dryRun' | null> {
  const { tenant, ticketId, workflowId, verdictId } = run;
  const { requestKeys } = run;
  const record = {
    workflowId,
    verdictId,
    contentHash: (findings.analysis ?? findings.redacted).inputHash,
    tags: write.ownTags,
    priority: write.priority ?? null,
    declinedTags: write.declinedTags,
    ...(requestKeys.length === 0 ? {} : { requestKeys }),
  };
  const tried = ended('updated', run, { findings, write });
  // The write stands beside it.
  const outcome = { ...tried, write: undefined };
  run.present.tried = tried;
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
      round: { round: run.state.round, reason: run.reason, startedAt: run.startedAt, outcome },
    });
    if (kind !== 'conflict') return kind;
    run.state.conflicts += 1;
  } catch (error) {
    if (failureTypeOf(error) !== FAILURE.writeUncertain) throw error;
    run.state.uncertainWrites += 1;
    run.noteFailure(FAILURE.writeUncertain);
  }
  return null;
}
