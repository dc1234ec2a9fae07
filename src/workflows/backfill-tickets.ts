import {
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { BackfillInput, BackfillProgress, BackfillResult } from '../contract/desk.js';
import { serviceQueues } from '../contract/names.js';
import { BACKFILL_OF_ANY_STATUS_REASON, BACKFILL_REASON } from '../domain/requests.js';
import { BackfillRun } from './backfill-run.js';
import { followCarriedOver, inBackground, parkRegularly, ScanChildren } from './scan-children.js';

/** Nothing more is listed or started until it is resumed; what was started goes on. */
export const pauseSignal = defineSignal<[unknown?]>('pause');
/** Lets a paused one go on. */
export const resumeSignal = defineSignal('resume');
/** Ends it: what was started is waited for, and the result says how far it came. */
export const cancelSignal = defineSignal<[unknown?]>('cancel');
/** How far it is, what it has cost, and why it does not go on. */
export const progressQuery = defineQuery<BackfillProgress>('progress');

/** As a scan's: a page is one request. Refused credentials end the backfill; anything else is waited for. */
const LISTING = {
  startToCloseTimeout: '45s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' },
} as const;

/** Tickets that do not end are looked up for as long as the backfill runs. */
const LONGEST_LOOK_UP_PAUSE_MS = 60_000;

/**
 * Gives the tickets of a time range the verdict that they lack, behind everything that is newer: it holds a rate, ends by
 * itself at a cost, and can be paused, resumed and cancelled.
 *
 * The sliding window of a scan over another part of the listing, with continue-as-new: children are abandoned, so they
 * outlive it. A ticket whose workflow runs already is served by that.
 */
export async function backfillTickets(input: BackfillInput): Promise<BackfillResult> {
  const run = new BackfillRun(input, Date.now());
  const { window } = run;
  const children = new ScanChildren(childrenOf(input), run);
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
  inBackground(followCarriedOver(carriedOver(input), run));
  inBackground(parkRegularly(window));

  while (!run.isThrough && !run.isStopped) {
    setCurrentDetails(run.describe());
    await condition(() => run.isStopped || run.mayStart || workflowInfo().continueAsNewSuggested);
    if (workflowInfo().continueAsNewSuggested) {
      await condition(() => children.allStarted);
      await continueAsNew<typeof backfillTickets>({ ...input, resume: run.resume() });
    }
    setCurrentDetails(run.describe());
    run.heedCeiling();
    if (run.isStopped) break;
    if (!window.hasPending) await listing.run(() => addPage(input, run));
    else if (!(await isHeldUp(run))) start(run, children);
  }
  setCurrentDetails(run.describe());
  await condition(() => window.isEmpty);
  setCurrentDetails(run.describe());
  return run.result(Date.now());
}

/** Waits for the rate. True when somebody paused or cancelled meanwhile. */
async function isHeldUp(run: BackfillRun): Promise<boolean> {
  const waitMs = run.waitMs(Date.now());
  return waitMs > 0 && condition(() => run.isPaused || run.isStopped, waitMs);
}

function start(run: BackfillRun, children: ScanChildren): void {
  const ticketId = run.takeNext(Date.now());
  if (ticketId !== undefined) inBackground(children.run(ticketId));
}

/** A listing that waits for a help desk which is away ends when the backfill is cancelled. */
async function addPage({ tenant, from, to, anyStatus }: BackfillInput, run: BackfillRun): Promise<void> {
  const { window } = run;
  const { listTickets } = proxyActivities<Activities>({
    ...LISTING,
    taskQueue: serviceQueues(tenant).listing,
    summary: 'tickets of the range',
  });
  try {
    window.addPage(await listTickets({ tenant, cursor: window.cursor, range: { from, to, anyStatus } }));
  } catch (error) {
    if (!isCancellation(error) || !run.isStopped) throw error;
  }
}

const childrenOf = ({ tenant, platform, anyStatus, dryRun }: BackfillInput) => ({
  ...{ tenant, platform, dryRun },
  reason: anyStatus ? BACKFILL_OF_ANY_STATUS_REASON : BACKFILL_REASON,
});

const carriedOver = ({ tenant, dryRun, resume }: BackfillInput) => ({
  ...{ tenant, dryRun },
  ticketIds: (resume?.window.inFlight ?? []).map(({ ticketId }) => ticketId),
  longestPauseMs: LONGEST_LOOK_UP_PAUSE_MS,
});
