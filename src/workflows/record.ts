import { isCancellation, log, patched, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';

/**
 * Statistics are a read model: worth half a minute when their database is away, not worth holding up a ticket.
 * What is given up here can be rebuilt from Temporal.
 */
const RECORD = {
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5s' },
} as const;

/**
 * A row in a database takes a moment: as a local activity it is written in the workflow task that ends the run, where
 * one on a queue cost a workflow task of its own (six events, a seventh of the server's work for a ticket).
 */
const inTheWorker = proxyLocalActivities<Activities>({ ...RECORD, summary: 'statistics' });
const onTheQueue = proxyActivities<Activities>({ ...RECORD, summary: 'statistics' });

/** Runs begun before 2026-11-22 recorded on the queue. The guard can go when none of them is kept any more (30 days). */
const recorder = () => (patched('record-in-the-worker') ? inTheWorker : onTheQueue);

async function unlessImpossible(record: Promise<void>, of: Record<string, unknown>): Promise<void> {
  try {
    await record;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the statistics lack an outcome; rebuild them', of);
  }
}

/** Counts a round of a ticket run. */
export const recordRound = (round: Parameters<Activities['recordOutcome']>[0]): Promise<void> =>
  unlessImpossible(recorder().recordOutcome(round), { tenant: round.tenant, ticketId: round.ticketId });

/** Keeps a finished scan. */
export const recordFinishedScan = (scan: Parameters<Activities['recordScan']>[0]): Promise<void> =>
  unlessImpossible(recorder().recordScan(scan), { tenant: scan.tenant });
