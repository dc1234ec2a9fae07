import {
  condition,
  defineQuery,
  defineSignal,
  isCancellation,
  setHandler,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from '../contract/names.js';
import type { ReprocessRequest } from '../contract/desk.js';
import type {
  ProcessTicketInput,
  ProcessTicketResult,
  TicketChange,
  TicketRunState,
} from '../contract/ticket.js';
import type { EndedRound } from '../contract/outcome.js';
import { failureTypeOf } from './failure-type.js';
import { recordRound } from './record.js';
import { TicketRun } from './ticket-run.js';
import { triage } from './triage.js';

/** Asks for a new verdict; sent with start when no run is open. Requests that come together are served together. */
export const reprocessSignal = defineSignal<[ReprocessRequest?]>('reprocess');
/** Tells of a change to the ticket; sent with start when no run is open. What a run has yet to read or write covers it. */
export const ticketChangedSignal = defineSignal<[TicketChange?]>('ticketChanged');
/** Where the run is, and why. */
export const stateQuery = defineQuery<TicketRunState>('state');

/**
 * One ticket, from reading to writing: the only writer of that ticket, whoever asks.
 *
 * Runs until nobody has asked for another verdict: a request that arrives while a verdict is written is served by
 * one more round, so that it is never lost between this run's last look and its end.
 */
export async function processTicket(input: ProcessTicketInput): Promise<ProcessTicketResult> {
  const run = new TicketRun(input, workflowInfo());
  setHandler(reprocessSignal, (request) => run.ask(request ?? {}));
  setHandler(ticketChangedSignal, (change) => run.noteChange(change?.reason ?? 'webhook'));
  setHandler(stateQuery, () => run.state());

  // A signal sent with the start is handed over in the same activation: let its handler run first.
  await condition(() => true);
  let told: { result: ProcessTicketResult; details: string } | null = null;
  for (;;) {
    const startedAtMs = Date.now();
    run.beginRound();
    const record = (end: EndedRound['end']) => recordRound({ ...run.roundKey(startedAtMs, Date.now()), end });
    try {
      const outcome = run.withCost(await triage(run));
      const latencyMs = Date.now() - startedAtMs - run.waitedMs;
      const { ticketId, reason, round } = run;
      const ended = { ...outcome, ticketId, reason, latencyMs, round };
      const latest = { result: ended, details: run.report(ended) };
      // A look that nobody asked for hides no verdict: it found nothing to do.
      if (told === null || run.request !== null || 'write' in ended) told = latest;
      upsertSearchAttributes(searchAttributesOf(input, told.result));
      setCurrentDetails(told.details);
      await record(ended);
      if (!run.isAsked()) return told.result;
    } catch (error) {
      if (!isCancellation(error))
        await record({
          kind: 'failed',
          failureType: failureTypeOf(error) ?? 'Unknown',
          ...run.spentInVain(),
        });
      throw error;
    }
  }
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
    { key: SEARCH_ATTRIBUTES.rootCause, value: result.analysis.root_cause },
    { key: SEARCH_ATTRIBUTES.urgency, value: result.analysis.urgency },
    { key: SEARCH_ATTRIBUTES.sentiment, value: result.analysis.sentiment },
    { key: SEARCH_ATTRIBUTES.source, value: result.source },
    { key: SEARCH_ATTRIBUTES.costMicroUsd, value: Math.round(result.usage.costUsd * 1e6) },
  ];
}
