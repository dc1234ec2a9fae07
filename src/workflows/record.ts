import { isCancellation, log, proxyActivities } from '@temporalio/workflow';
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

const { recordOutcome, recordScan } = proxyActivities<Activities>({ ...RECORD, summary: 'statistics' });

async function unlessImpossible(record: Promise<void>, of: Record<string, unknown>): Promise<void> {
  try {
    await record;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the statistics lack an outcome; rebuild them', of);
  }
}

/** Counts a round of a ticket run. */
export const recordRound = (round: Parameters<typeof recordOutcome>[0]): Promise<void> =>
  unlessImpossible(recordOutcome(round), { tenant: round.tenant, ticketId: round.ticketId });

/** Keeps a finished scan. */
export const recordFinishedScan = (scan: Parameters<typeof recordScan>[0]): Promise<void> =>
  unlessImpossible(recordScan(scan), { tenant: scan.tenant });
