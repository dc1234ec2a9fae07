import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { BackfillInput, BackfillResult } from '../contract/desk.js';
import { serviceQueues } from '../contract/names.js';
import { BACKFILL_OF_ANY_STATUS_REASON, BACKFILL_REASON } from '../domain/requests.js';
import { BackfillRun } from './backfill-run.js';
import { goThrough } from './go-through.js';
import { followCarriedOver, inBackground, ScanChildren } from './scan-children.js';

/** As a scan's: a page is one request. Refused credentials end the backfill; anything else is waited for. */
const LISTING = {
  startToCloseTimeout: '45s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' },
} as const;

/** Tickets that do not end are looked up for as long as the backfill runs. */
const LONGEST_LOOK_UP_PAUSE_MS = 60_000;
/** As a scan's: a help desk that refuses every cursor it gives would be listed from the beginning for ever. */
const MOST_RESTARTS = 3;

/**
 * Gives the tickets of a time range the verdict that they lack, behind everything that is newer: it holds a rate, ends by
 * itself at a cost, and can be paused, resumed and cancelled.
 *
 * The sliding window of a scan over another part of the listing, with continue-as-new: children are abandoned, so they
 * outlive it. A ticket whose workflow runs already is served by that.
 */
export async function backfillTickets(input: BackfillInput): Promise<BackfillResult> {
  const { tenant, platform, from, to, anyStatus, dryRun } = input;
  const run = new BackfillRun(input, Date.now());
  const reason = anyStatus ? BACKFILL_OF_ANY_STATUS_REASON : BACKFILL_REASON;
  const children = new ScanChildren({ tenant, platform, dryRun, reason }, run);
  const { listTickets } = proxyActivities<Activities>({
    ...LISTING,
    taskQueue: serviceQueues(tenant).listing,
    summary: 'tickets of the range',
  });
  inBackground(followCarriedOver(carriedOver(input), run));
  await goThrough({
    run,
    describe: () => run.describe(),
    nextPage: (cursor) =>
      listTickets({
        ...{ tenant, cursor, range: { from, to, anyStatus } },
        mayRestart: run.window.counters.cursorRefused < MOST_RESTARTS,
      }),
    start: (ticketId) => children.run(ticketId),
    allStarted: () => children.allStarted,
    continueAsNew: (resume) => continueAsNew<typeof backfillTickets>({ ...input, resume }),
  });
  return run.result(Date.now());
}

const carriedOver = ({ tenant, dryRun, resume }: BackfillInput) => ({
  ...{ tenant, dryRun },
  ticketIds: (resume?.window.inFlight ?? []).map(({ ticketId }) => ticketId),
  longestPauseMs: LONGEST_LOOK_UP_PAUSE_MS,
});
