import {
  condition,
  continueAsNew,
  defineQuery,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { serviceQueues } from '../contract/names.js';
import type { ScanProgress, ScanTicketsInput, ScanTicketsResult } from '../contract/scan.js';
import { recordFinishedScan } from './record.js';
import { followCarriedOver, inBackground, parkRegularly, ScanChildren } from './scan-children.js';
import { ScanWindow } from './scan-window.js';

/** The scan's counters while it runs. */
export const progressQuery = defineQuery<ScanProgress>('progress');

/** A page is one request of at most 30 s. Refused credentials end the scan; anything else is waited for. */
const LISTING = {
  startToCloseTimeout: '45s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' },
} as const;

/** A help desk that refuses every cursor it gives would be listed from the beginning for ever: then the scan fails. */
const MOST_RESTARTS = 3;

/** Parked children of one run; the server allows 2,000 pending children, so a new run begins long before. */
const MOST_PARKED = 500;

/**
 * Finds the tickets that want a verdict and starts a workflow for each, at most `concurrency` at once.
 *
 * A sliding window over the listing, with continue-as-new: children are abandoned, so they outlive a run of the
 * scan, its failure and its cancellation. Begins where the last finished scan of the same account ended; where the help
 * desk refuses that cursor, at the time when that scan began, or at `SCAN_START` if that is earlier.
 */
export async function scanTickets(input: ScanTicketsInput): Promise<ScanTicketsResult> {
  const last = lastResultOf(input.account);
  const window = new ScanWindow(input, { cursor: last?.cursor ?? null, nowMs: Date.now() });
  // The server tells the last result to the first run of a continue-as-new chain only.
  const lastScanBeganAt = (input.resume ? input.lastScanBeganAt : last?.beganAt) ?? null;
  const { tenant, platform, account } = input;
  const children = new ScanChildren({ tenant, platform, reason: 'scan', dryRun: false }, window);
  setHandler(progressQuery, () => ({ account, ...window.progress(Date.now()) }));
  const { listTickets } = proxyActivities<Activities>({
    ...LISTING,
    taskQueue: serviceQueues(tenant).listing,
    summary: 'changed tickets',
  });
  const nextPage = () =>
    listTickets({
      ...{ tenant, cursor: window.cursor, lastScanBeganAt },
      beganAt: new Date(window.startedAtMs).toISOString(),
      mayRestart: window.counters.cursorRefused < MOST_RESTARTS,
    });
  const carried = (input.resume?.inFlight ?? []).map(({ ticketId }) => ticketId);
  inBackground(followCarriedOver({ tenant, dryRun: false, ticketIds: carried }, window));
  inBackground(parkRegularly(window));

  while (window.hasPending || !window.endOfStream) {
    setCurrentDetails(window.describe());
    if (!window.hasPending) window.addPage(await nextPage());
    await condition(() => window.hasRoom);
    const ticketId = window.takeNext(Date.now());
    if (ticketId !== undefined) inBackground(children.run(ticketId));
    if (workflowInfo().continueAsNewSuggested || window.parkedCount >= MOST_PARKED) {
      await condition(() => children.allStarted);
      await continueAsNew<typeof scanTickets>({ ...input, resume: window.resume(), lastScanBeganAt });
    }
  }
  await condition(() => window.isEmpty);
  setCurrentDetails(window.describe());
  const { workflowId, runId } = workflowInfo();
  await recordFinishedScan({
    tenant,
    workflowId,
    runId,
    startedAt: new Date(window.startedAtMs).toISOString(),
    endedAt: new Date().toISOString(),
    counters: window.counters,
  });
  return { account, ...window.result(Date.now()) };
}

/** Of the last finished scan of the same account. Results of earlier builds do not say when their scan began. */
function lastResultOf(
  account: string,
): (Omit<ScanTicketsResult, 'beganAt'> & { beganAt?: string }) | undefined {
  const last = workflowInfo().lastResult as ScanTicketsResult | undefined;
  return last?.account === account ? last : undefined;
}
