import {
  CancellationScope,
  CancelledFailure,
  condition,
  ContinueAsNew,
  defineQuery,
  defineSignal,
  log,
  setHandler,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from '../contract/names.js';
import { FIELDS, labelIn } from '../domain/verdict-fields.js';
import type { ReprocessRequest } from '../contract/desk.js';
import type {
  LeftUndone,
  ProcessTicketInput,
  ProcessTicketResult,
  TicketChange,
  TicketRunState,
  TriageOutcome,
} from '../contract/ticket.js';
import { failureTypeOf } from './failure-type.js';
import { lookBackBriefly } from './look-back.js';
import { recordRound } from './record.js';
import { TicketRun } from './ticket-run.js';
import { triage } from './triage.js';

/** Asks for a new verdict; sent with start when no run is open. Requests that come together are served together. */
export const reprocessSignal = defineSignal<[ReprocessRequest?]>('reprocess');
/** Tells of a change to the ticket; sent with start when no run is open. What a run has yet to read or write covers it. */
export const ticketChangedSignal = defineSignal<[TicketChange?]>('ticketChanged');
/** Hands over what a run left undone that ended before its work was done; sent with start by the reviving schedule. */
export const takeOverSignal = defineSignal<[LeftUndone]>('takeOver');
/** Where the run is, and why. */
export const stateQuery = defineQuery<TicketRunState>('state');

/**
 * One ticket, from reading to writing: the only writer of that ticket, whoever asks.
 *
 * Runs until nobody has asked for another verdict: a request that arrives while a verdict is written is served by
 * one more round, so that it is never lost between this run's last look and its end. A round that fails takes nothing
 * with it: what was asked meanwhile gets a round of its own, and what nobody got is delivered again to the run that
 * takes this one's place (docs/decisions/2026-11-30-what-a-run-owes.md). A long history continues as new.
 */
export async function processTicket(input: ProcessTicketInput): Promise<ProcessTicketResult> {
  const run = new TicketRun(input, workflowInfo());
  setHandler(reprocessSignal, (request) => run.ask(request));
  setHandler(ticketChangedSignal, (change) => run.noteChange(change?.reason ?? 'webhook'));
  setHandler(takeOverSignal, (left) => run.takeOver(left));
  setHandler(stateQuery, () => run.queryState());

  // A signal sent with the start is handed over in the same activation: let its handler run first.
  await CancellationScope.nonCancellable(() => condition(() => true));
  for (;;) {
    run.beginRound(Date.now());
    const outcome = await outcomeOf(run);
    if (outcome !== null) {
      const ended = run.endRound(outcome, Date.now());
      const told = run.state.told ?? { result: ended.end, details: '' };
      upsertSearchAttributes(searchAttributesOf(input, told.result));
      setCurrentDetails(told.details);
      await recordRound(ended);
      if (isCancelled()) await endCancelled(run);
      if (!run.isAsked()) return told.result;
    }
    await run.continueIfLong();
  }
}

/**
 * How the present round ended; null when it failed and more was asked meanwhile.
 * @throws what the round failed with, or that the run was cancelled. What there was to record is recorded then.
 */
async function outcomeOf(run: TicketRun): Promise<TriageOutcome | null> {
  try {
    return await triage(run);
  } catch (error) {
    if (error instanceof ContinueAsNew) throw error;
    // A step that was not tried again because of the cancellation ends with its own failure.
    if (isCancelled()) return endCancelled(run);
    const { record, goesOn } = run.failRound(failureTypeOf(error) ?? 'Unknown', Date.now());
    await recordRound(record);
    if (isCancelled()) return endCancelled(run);
    if (!goesOn) throw error;
    return null;
  }
}

const isCancelled = (): boolean => CancellationScope.current().consideredCancelled;

/**
 * Ends a cancelled run. A write under way has been waited for; one whose answer was lost is looked for here, which
 * cancellation does not reach. Where it is not to be seen yet, the reviving schedule finds out later.
 */
async function endCancelled(run: TicketRun): Promise<never> {
  await CancellationScope.nonCancellable(async () => {
    const { tenant, ticketId, workflowId } = run;
    const { isRoundOpen, present } = run.state;
    const tried = isRoundOpen ? present.tried : null;
    if (tried !== null) {
      const previous = await lookBackBriefly(run).catch(() => null);
      if (previous?.verdictIds.includes(run.verdictId) !== true) {
        log.warn(
          'a cancelled run does not know what became of its write; the reviving schedule looks later',
          {
            ...{ tenant, ticketId, workflowId },
          },
        );
        return;
      }
      await recordRound(run.endRound(tried, Date.now()));
    }
    await recordRound(run.cancelledRound(Date.now()));
  });
  throw new CancelledFailure('Workflow cancelled');
}

function searchAttributesOf({ tenant, platform }: ProcessTicketInput, result: ProcessTicketResult) {
  const always = [
    { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
    { key: SEARCH_ATTRIBUTES.platform, value: platform },
    { key: SEARCH_ATTRIBUTES.outcome, value: result.kind },
    { key: SEARCH_ATTRIBUTES.latencyMs, value: result.latencyMs },
  ];
  if (result.kind === 'unchanged' || result.kind === 'skipped') return always;
  return [
    ...always,
    ...FIELDS.flatMap((field) => {
      const value = labelIn(result.analysis, field);
      return value === undefined ? [] : [{ key: SEARCH_ATTRIBUTES[field.name], value }];
    }),
    { key: SEARCH_ATTRIBUTES.source, value: result.source },
    { key: SEARCH_ATTRIBUTES.costMicroUsd, value: Math.round(result.usage.costUsd * 1e6) },
  ];
}
