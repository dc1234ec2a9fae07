import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ActivityFailure,
  condition,
  isCancellation,
  log,
  ParentClosePolicy,
  proxyActivities,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { reprocessWorkflowId, type TakenRequest, type TenantDeskInput } from '../contract/desk.js';
import { SEARCH_ATTRIBUTES } from '../contract/names.js';
import { isFew, isMany, type DeskBook } from './desk-book.js';
import type { reprocessTickets } from './reprocess-tickets.js';
import { PAUSE_AFTER_A_FAILURE_MS, whyFailed } from './scan-children.js';

/** Asks Temporal only. Six attempts take half a minute; then others go first, and it is tried again. */
const ASK_TEMPORAL = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 6 },
} as const;

const { askForVerdicts, lookUpReprocessing, reprocessingBrakes } = proxyActivities<Activities>(ASK_TEMPORAL);

/** Tickets asked at once: small enough to be repeated when it fails. */
const BATCH = 50;
/** About an hour of attempts. */
const MOST_PUT_BACK = 30;
const PAUSE_BEFORE_TRYING_AGAIN_MS = 60_000;
const FIRST_LOOK_MS = 1_000;
const LONGEST_LOOK_PAUSE_MS = 30_000;
/** In a row; about half an hour. */
const MOST_FAILED_LOOKS = 30;
const ENDED_UNSEEN = 'how it ended cannot be found out';

/** A desk at work. */
export interface DeskService {
  input: TenantDeskInput;
  book: DeskBook;
  /** The state has changed. */
  tell: () => void;
}

/** Nothing new is begun once this run of the desk is long enough. */
const isOpen = (): boolean => !workflowInfo().continueAsNewSuggested;

/** Serves requests for a few tickets, one after the other. One that Temporal does not take now lets the others go first. */
export async function serveFew({ input: { tenant }, book, tell }: DeskService): Promise<never> {
  for (;;) {
    await condition(() => isOpen() && book.next(isFew) !== undefined);
    const taken = book.next(isFew)!;
    const failure = await book.during(() => askAll(tenant, taken, book));
    if (failure === 'continue') continue;
    if (failure === null) book.close(taken);
    else if (failure.isForGood || taken.putBack >= MOST_PUT_BACK) book.fail(taken, failure.why, Date.now());
    else {
      log.warn('a desk request waits for Temporal', { tenant, request: taken.number, why: failure.why });
      book.putBack(taken);
      // Whoever has not been put back is served at once.
      await condition(() => book.next(isFew)?.putBack === 0, PAUSE_BEFORE_TRYING_AGAIN_MS);
    }
    tell();
  }
}

interface Failure {
  why: string;
  /** Asking again cannot help. */
  isForGood: boolean;
}

/** Null: all were asked. `continue`: this run of the desk is long enough, the next one goes on. */
async function askAll(
  tenant: string,
  taken: TakenRequest,
  book: DeskBook,
): Promise<Failure | 'continue' | null> {
  const { ticketIds = [], reason = 'desk', force = false } = taken.request;
  const request = { reason, force, key: book.keyOf(taken) };
  while (taken.asked < ticketIds.length) {
    if (!isOpen()) return 'continue';
    const batch = ticketIds.slice(taken.asked, taken.asked + BATCH);
    try {
      await askForVerdicts({ tenant, ticketIds: batch, request });
      book.noteAsked(taken, batch.length);
    } catch (error) {
      return failureOf(error);
    }
  }
  return null;
}

function failureOf(error: unknown): Failure {
  if (isCancellation(error)) throw error;
  const isForGood = error instanceof ActivityFailure && error.retryState === 'NON_RETRYABLE_FAILURE';
  return { why: whyFailed(error), isForGood };
}

/** Serves requests for many tickets, one at a time, each by a workflow of its own. */
export async function serveMany({ input, book, tell }: DeskService): Promise<never> {
  for (;;) {
    await condition(() => isOpen() && (book.reprocessing !== null || book.next(isMany) !== undefined));
    if (book.reprocessing === null) await book.during(() => begin(input, book.next(isMany)!, book));
    tell();
    await follow(input.tenant, book, tell);
    tell();
  }
}

/** Hands the request over. Where a workflow of an earlier desk is still at work, that one is waited for. */
async function begin({ tenant, platform }: TenantDeskInput, taken: TakenRequest, book: DeskBook) {
  const workflowId = reprocessWorkflowId(tenant);
  const { request, takenAt: askedAt } = taken;
  try {
    const { concurrency } = await reprocessingBrakes({ tenant });
    const brakes = { concurrency, ratePerMinute: null, maxCostUsd: null };
    await startChild<typeof reprocessTickets>('reprocessTickets', {
      workflowId,
      args: [{ tenant, platform, request, key: book.keyOf(taken), askedAt, ...brakes }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowTaskTimeout: '1m',
      staticSummary: `new verdicts for ${request.ticketIds?.length ?? 'filtered'} tickets of ${tenant}`,
      staticDetails: 'Signals `pause`, `resume` and `cancel`; query `progress`.',
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
        { key: SEARCH_ATTRIBUTES.platform, value: platform },
      ],
    });
    book.handOver(taken, workflowId);
  } catch (error) {
    if (isCancellation(error)) throw error;
    if (error instanceof WorkflowExecutionAlreadyStartedError) return;
    const { why, isForGood } = failureOf(error);
    if (isForGood || taken.putBack >= MOST_PUT_BACK) book.fail(taken, why, Date.now());
    else book.putBack(taken);
  }
}

/** Looks how the workflow stands until it has ended. The desk may continue as new meanwhile. */
async function follow(tenant: string, book: DeskBook, tell: () => void): Promise<void> {
  let failures = 0;
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_LOOK_PAUSE_MS)) {
    await sleep(failures === 0 ? pauseMs : PAUSE_AFTER_A_FAILURE_MS);
    await condition(isOpen);
    const known = await book.during(() => lookUp(tenant));
    failures = known === 'unknown' ? failures + 1 : 0;
    if (failures >= MOST_FAILED_LOOKS) return book.closeReprocessing(ENDED_UNSEEN, Date.now());
    if (known === 'unknown') continue;
    if (known === null) return book.closeReprocessing('the server does not know it', Date.now());
    if (known.state === 'ended') return book.closeReprocessing(known.ending, Date.now());
    book.noteProgress(known.progress);
    if (known.state === 'done') return book.closeReprocessing(null, Date.now());
    tell();
  }
}

async function lookUp(tenant: string) {
  try {
    return await lookUpReprocessing({ tenant });
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('how a reprocessing stands could not be looked up', { tenant, why: whyFailed(error) });
    return 'unknown';
  }
}
