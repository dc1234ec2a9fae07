import { sleep } from '@temporalio/workflow';
import { FAILURE } from '../contract/failures.js';
import type { SkipReason, TriageOutcome } from '../contract/ticket.js';
import { waitedAfterChange, waitedForCustomer } from './customer-pause.js';
import { SERVED_BEFORE } from '../domain/requests.js';
import { ended, found, skipped, unchanged } from './ended-round.js';
import { failureTypeOf, refusalOf, whyRejected } from './failure-type.js';
import { judge } from './judge.js';
import { lookBack, lookBackOnceSettled } from './look-back.js';
import { readConversation } from './read-conversation.js';
import { untilStampSettles, type ReadTicket } from './settled-stamp.js';
import type { TicketRun } from './ticket-run.js';
import { ticketSteps, type TicketSteps } from './ticket-steps.js';
import {
  isNamed,
  isNew,
  mayBeOurs,
  whyNot,
  whyNotAgain,
  whyNotThisReply,
  whyUndone,
} from './wanted-round.js';
import { decideAndWrite } from './write-verdict.js';

/**
 * One round: fetch → redact → analyze (or rules) → merge-update, and again from the start whenever the ticket
 * changed meanwhile, until one verdict is written once or there is nothing to write.
 */
export async function triage(run: TicketRun): Promise<TriageOutcome> {
  const steps = ticketSteps(run.tenant);
  try {
    try {
      return await round(steps, run);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      run.noteFailure(FAILURE.ticketRejected);
      // One that was closed meanwhile is refused as well, and nothing is wrong with that.
      const { status } = (await readTicket(steps, run)).ticket;
      const isOver = status === 'closed' || status === 'deleted';
      return { ...skipped(isOver ? status : 'rejected'), refusal: whyRejected(refusal) };
    }
  } catch (error) {
    const why = SKIPPED_ON[failureTypeOf(error) ?? ''];
    if (why === undefined) throw error;
    const refusal = refusalOf(error);
    return { ...skipped(why), ...(refusal && { refusal: whyRejected(refusal) }) };
  }
}

/** Failures about one ticket that end its run: it is gone, hidden, takes no update, is too large, or cannot be read in the time a ticket has. */
const SKIPPED_ON: Record<string, SkipReason | undefined> = {
  [FAILURE.ticketNotFound]: 'notFound',
  [FAILURE.ticketForbidden]: 'forbidden',
  [FAILURE.ticketRejected]: 'rejected',
  [FAILURE.ticketTooCostly]: 'tooCostly',
  [FAILURE.answerTooLarge]: 'tooLarge',
  [FAILURE.payloadTooLarge]: 'tooLarge',
};

async function round(steps: TicketSteps, run: TicketRun): Promise<TriageOutcome> {
  for (;;) {
    const read = await readTicket(steps, run);
    const { ticket } = read;
    const { tried } = run.present;
    const notWanted = whyNot(ticket, run);
    if (notWanted === null && isNew(ticket) && (await waitedAfterChange(run, read))) continue;
    const mayHaveHistory = tried !== null || run.request !== null || mayBeOurs(ticket);
    let previous = mayHaveHistory ? await lookBack(steps, run) : null;
    if (tried !== null && previous?.verdictIds.includes(run.verdictId)) return tried;
    // A person who takes our tag off asks as well, and has no key.
    if (run.leaveOutServed(previous?.servedKeys ?? []) && !isNew(ticket)) return unchanged(SERVED_BEFORE);
    const nothingToDo = notWanted ?? whyNotAgain(ticket, run, previous);
    if (nothingToDo !== null) return nothingToDo;

    const conversation = await readConversation(steps, run, ticket);
    const noReply = whyNotThisReply(ticket, run, { previous, conversation });
    if (noReply !== null) return noReply;
    if (!mayHaveHistory && conversation.mayHoldOurNote) previous = await lookBack(steps, run);
    const undone = whyUndone(ticket, run, { previous, conversation });
    if (undone !== null) return undone;
    if (await waitedForCustomer(run, read, conversation.customerMessageAt)) continue;
    // Untagged: it is looked at again when it changes, for a chat or a transcript may come later.
    if (conversation.nothingToRead && conversation.bulkMail === undefined) return skipped('nothingToRead');
    const findings = await judge(steps, run, { conversation, isNamed: isNamed(run) });
    if (findings.bulkMail?.way === 'skip')
      return { ...skipped('bulkMail'), bulkMail: found(findings.bulkMail) };
    if (run.request?.upgrade === true && findings.analysis?.source === 'rules')
      return unchanged(findings.analysis.fallbackReason ?? FAILURE.modelTimeout);
    const settled = await untilStampSettles(steps, run, read);
    if (settled !== null) {
      const known = settled === ticket ? previous : await lookBackOnceSettled(steps, run, previous);
      const { written, write } = await decideAndWrite(steps, run, {
        ticket: settled,
        previous: known,
        findings,
      });
      if (written !== null) return ended(written, run, { findings, write });
    }
    await sleep(run.nextPauseMs());
    await run.continueIfLong();
  }
}

async function readTicket({ fetchTicket }: TicketSteps, run: TicketRun): Promise<ReadTicket> {
  run.enter('reading the ticket');
  const ticket = await fetchTicket({ tenant: run.tenant, ticketId: run.ticketId });
  return { ticket, fetchedAtMs: Date.now() };
}
