import {
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { BackfillResume, BrakedProgress } from '../contract/desk.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { BrakedRun } from './backfill-run.js';
import { inBackground, parkRegularly } from './scan-children.js';

/** Nothing more is listed or started until it is resumed; what was started goes on. */
export const pauseSignal = defineSignal<[unknown?]>('pause');
/** Lets a paused one go on. */
export const resumeSignal = defineSignal('resume');
/** Ends it: what was started is waited for, and the result says how far it came. */
export const cancelSignal = defineSignal<[unknown?]>('cancel');
/** How far it is, what it has cost, and why it does not go on. */
export const progressQuery = defineQuery<BrakedProgress>('progress');

/** Many tickets, and how they are listed and started. */
export interface Course {
  run: BrakedRun;
  /** The Markdown an operator reads in the Web UI. */
  describe: () => string;
  nextPage: (cursor: string | null) => Promise<ListTicketsResult>;
  start: (ticketId: string) => Promise<void>;
  /** No start is under way: a new run may begin without losing one. */
  allStarted: () => boolean;
  continueAsNew: (resume: BackfillResume) => Promise<never>;
}

/**
 * Goes through many tickets in a sliding window with brakes, over any number of continue-as-new: it holds a rate, stops
 * at a cost, and can be paused, resumed and cancelled by signals. Ends when all that was started has ended or is parked.
 */
export async function goThrough({
  run,
  describe,
  nextPage,
  start,
  allStarted,
  continueAsNew,
}: Course): Promise<void> {
  const { window } = run;
  const note = { description: 'Input: {"reason": "…"} or nothing' };
  setHandler(pauseSignal, (message) => run.pause(message, Date.now()), note);
  setHandler(resumeSignal, () => run.unpause());
  const listing = new CancellationScope();
  const cancel = (message: unknown) => {
    run.cancel(message);
    listing.cancel();
  };
  setHandler(cancelSignal, cancel, note);
  setHandler(progressQuery, () => run.progress(Date.now()));
  inBackground(parkRegularly(window));
  /** A listing that waits for a help desk which is away ends when the run is cancelled. */
  const addPage = async () => {
    try {
      window.addPage(await listing.run(() => nextPage(window.cursor)));
    } catch (error) {
      if (!isCancellation(error) || !run.isStopped) throw error;
    }
  };

  while (!run.isThrough && !run.isStopped) {
    setCurrentDetails(describe());
    await condition(() => run.isStopped || run.mayStart || workflowInfo().continueAsNewSuggested);
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allStarted);
      await continueAsNew(run.resume());
    }
    setCurrentDetails(describe());
    run.heedCeiling();
    if (run.isStopped) break;
    if (!window.hasPending) await addPage();
    else if (!(await isHeldUp(run))) {
      const ticketId = run.takeNext(Date.now());
      if (ticketId !== undefined) inBackground(start(ticketId));
    }
  }
  setCurrentDetails(describe());
  await condition(() => window.isEmpty);
  setCurrentDetails(describe());
}

/** Waits for the rate. True when somebody paused or cancelled meanwhile. */
async function isHeldUp(run: BrakedRun): Promise<boolean> {
  const waitMs = run.waitMs(Date.now());
  return waitMs > 0 && condition(() => run.isPaused || run.isStopped, waitMs);
}
