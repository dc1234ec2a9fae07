import { patched, sleep } from '@temporalio/workflow';
import { FAILURE } from '../contract/failures.js';
import type { FetchedTicket, SkipReason, TriageOutcome, WriteSummary } from '../contract/ticket.js';
import type { BulkMail } from '../domain/bulk-mail/bulk-mail.js';
import {
  decideBulkMailMerge,
  decideMerge,
  hasOwnTag,
  PROCESSED_TAG,
  type PreviousWrite,
} from '../domain/merge.js';
import { noteFor, noteForBulkMail } from '../domain/note.js';
import { alreadyServed, UNATTENDED, type RoundRequest } from '../domain/round-request.js';
import { stampSettlesInMs } from '../domain/stamp.js';
import { failureTypeOf } from './failure-type.js';
import { judge, type Findings, type Judged, type Recognised } from './judge.js';
import type { TicketRun } from './ticket-run.js';
import { ticketSteps, type TicketSteps } from './ticket-steps.js';

/** Pause before looking again after a refused or lost write, doubled each time. */
const LOOK_AGAIN_MS = 500;
const LOOK_AGAIN_LIMIT_MS = 10 * 60_000;

/** A request for another verdict; null when the run is for a new ticket. */
type Request = RoundRequest | null;

/**
 * One round: fetch → redact → analyze (or rules) → merge-update, and again from the start whenever the ticket
 * changed meanwhile, until one verdict is written once or there is nothing to write.
 */
export async function triage(run: TicketRun, request: Request): Promise<TriageOutcome> {
  const steps = ticketSteps(run.tenant);
  let findings: Findings | null = null;
  let tried: TriageOutcome | null = null;
  try {
    for (let attempt = 0; ; attempt += 1) {
      if (attempt > 0) await sleep(Math.min(LOOK_AGAIN_MS * 2 ** (attempt - 1), LOOK_AGAIN_LIMIT_MS));
      run.enter('reading the ticket');
      const ticket = await steps.fetchTicket({ tenant: run.tenant, ticketId: run.ticketId });
      const fetchedAtMs = Date.now();
      const previous =
        tried !== null || request !== null || mayBeOurs(ticket) ? await lookBack(steps, run) : null;
      if (tried !== null && previous?.record.verdictId === run.verdictId) return tried;
      const nothingToDo = whyNot(ticket, run, request) ?? whyNotAgain(ticket, run, { request, previous });
      if (nothingToDo !== null) return nothingToDo;

      findings = await judge(steps, run, { ticket, before: findings, isNamed: isNamed(run, request) });
      if (findings.bulkMail?.way === 'skip')
        return { ...skipped('bulkMail'), bulkMail: found(findings.bulkMail) };
      if (request?.upgrade === true && findings.analysis?.source === 'rules')
        return unchanged(findings.analysis.fallbackReason ?? FAILURE.modelTimeout);
      const settled = await settle(steps, run, { ticket, fetchedAtMs });
      if (settled === null) continue;

      const known = settled === ticket ? previous : await lookBackOnceSettled(steps, run, previous);
      const write = decide(run, findings, { ticket: settled, previous: known, request });
      const written = await tryToWrite(steps, run, { ticket: settled, findings, write });
      if (written !== null) return ended(written, run, { findings, write });
      tried = ended('updated', run, { findings, write });
    }
  } catch (error) {
    const why = SKIPPED_ON[failureTypeOf(error) ?? ''];
    if (why === undefined) throw error;
    return skipped(why);
  }
}

/** Failures about one ticket that end its run without fault: the ticket is gone, hidden, or takes no update. */
const SKIPPED_ON: Record<string, SkipReason | undefined> = {
  [FAILURE.ticketNotFound]: 'notFound',
  [FAILURE.ticketForbidden]: 'forbidden',
  [FAILURE.ticketRejected]: 'rejected',
};

/** Somebody asked for this very ticket, and nobody's schedule. */
const isNamed = ({ reason }: TicketRun, request: Request): boolean =>
  request === null ? !UNATTENDED.has(reason) : !request.upgrade;

/**
 * Runs begun before 2026-11-22 did not look for tags of categories. The guard can go when none of them is kept any
 * more (30 days).
 */
const mayBeOurs = ({ tags, hasCategoryTag }: FetchedTicket): boolean =>
  hasOwnTag(tags) || (hasCategoryTag === true && patched('category-tags'));

function whyNot(ticket: FetchedTicket, { reason }: TicketRun, request: Request): TriageOutcome | null {
  if (ticket.status === 'deleted' || ticket.status === 'closed') return skipped(ticket.status);
  if (request !== null) return null;
  if (!ticket.wanted && UNATTENDED.has(reason))
    return skipped(ticket.leftOutBy === undefined ? 'unwantedStatus' : 'leftOut');
  if (!ticket.tags.includes(PROCESSED_TAG)) return null;
  return unchanged('it has a verdict already');
}

/** A person may name any ticket that takes updates; an upgrade is asked by nobody, and a solved one needs none. */
function whyNotAgain(
  { status, wanted, tags, leftOutBy }: FetchedTicket,
  { verdictId }: TicketRun,
  { request, previous }: { request: Request; previous: PreviousWrite | null },
): TriageOutcome | null {
  if (request === null) return null;
  if (request.upgrade && leftOutBy !== undefined) return skipped('leftOut');
  if (request.upgrade && status === 'solved' && !wanted) return skipped('unwantedStatus');
  const why = alreadyServed(request, { tags, lastWrite: previous?.record ?? null, verdictId });
  return why === null ? null : unchanged(why);
}

/** Our last write on the ticket, from its history, page by page. */
async function lookBack({ readHistory }: TicketSteps, run: TicketRun): Promise<PreviousWrite | null> {
  run.enter('looking for our earlier writes');
  const { tenant, ticketId } = run;
  let folded = await readHistory({ tenant, ticketId, page: null, before: null });
  while (folded.nextPage !== null) {
    folded = await readHistory({ tenant, ticketId, page: folded.nextPage, before: folded.previous });
  }
  return folded.previous;
}

/**
 * Somebody may have changed the priority between our look into the history and the second reading, within the second
 * of one stamp. Only who owns what we wrote before can be out of date by that.
 * Runs begun before 2026-11-22 looked once. The guard can go when none of them is kept any more (30 days).
 */
async function lookBackOnceSettled(
  steps: TicketSteps,
  run: TicketRun,
  before: PreviousWrite | null,
): Promise<PreviousWrite | null> {
  return before !== null && patched('look-back-once-settled') ? lookBack(steps, run) : before;
}

/** Waits until the ticket's stamp can be written on; null when the ticket changed while we waited. */
async function settle(
  { fetchTicket }: TicketSteps,
  run: TicketRun,
  { ticket, fetchedAtMs }: { ticket: FetchedTicket; fetchedAtMs: number },
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

function decide(
  run: TicketRun,
  findings: Findings,
  { ticket, previous, request }: { ticket: FetchedTicket; previous: PreviousWrite | null; request: Request },
): WriteSummary {
  const { workflowId, verdictId } = run;
  const onTicket = { ticket, previous, force: request?.force ?? false };
  if (findings.bulkMail !== undefined) {
    const note = noteForBulkMail(findings.bulkMail, { workflowId, verdictId });
    return { ...decideBulkMailMerge(onTicket), note };
  }
  const { analysis } = findings;
  const { verdict, source, categoryTag, belowConfidence } = analysis;
  const leavePriority = belowConfidence !== undefined;
  return {
    ...decideMerge({ ...onTicket, verdict, source, categoryTag, leavePriority }),
    note: noteFor({ ...analysis, workflowId, verdictId }),
  };
}

/** Null when the write was refused, or may have been applied without our knowing: look back, then decide again. */
async function tryToWrite(
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

/** Bulk mail got no verdict, also where it was tagged: to whoever counts verdicts it was skipped. */
function ended(
  kind: 'updated' | 'dryRun',
  run: TicketRun,
  { findings, write }: { findings: Findings; write: WriteSummary },
): TriageOutcome {
  return findings.bulkMail === undefined
    ? judged(kind, run, { findings, write })
    : tagged(run, { findings, write });
}

const tagged = (
  { verdictId }: TicketRun,
  { findings: { bulkMail }, write }: { findings: Recognised; write: WriteSummary },
): TriageOutcome => ({ ...skipped('bulkMail'), bulkMail: found(bulkMail), write, verdictId });

const found = ({ kind, signs }: BulkMail): BulkMail => ({ kind, signs });

function judged(
  kind: 'updated' | 'dryRun',
  { verdictId }: TicketRun,
  { findings: { redacted, analysis }, write }: { findings: Judged; write: WriteSummary },
): TriageOutcome {
  const { verdict, source, model, promptVersion, usage, inputHash, fallbackReason, confidence } = analysis;
  return {
    kind,
    source,
    analysis: verdict,
    model,
    promptVersion,
    verdictId,
    inputHash,
    removed: redacted.removed,
    usage,
    write,
    ...(fallbackReason === undefined ? {} : { fallbackReason }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

const unchanged = (why: string): TriageOutcome => ({ kind: 'unchanged', source: null, analysis: null, why });
const skipped = (why: SkipReason) =>
  ({ kind: 'skipped', source: null, analysis: null, why }) satisfies TriageOutcome;
