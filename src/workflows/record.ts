import { isCancellation, log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { FAILURE } from '../contract/failures.js';
import { failureTypeOf } from './failure-type.js';

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
const inTheWorker = proxyLocalActivities<Activities>({
  ...RECORD,
  retry: { ...RECORD.retry, nonRetryableErrorTypes: [FAILURE.auditUnwritable] },
  summary: 'statistics',
});

/**
 * Without an audit line a ticket does not end, however long that takes. On a queue, because another worker may have
 * room on its disk, and because the wait is seen in the Web UI.
 */
const AUDIT = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
} as const;

const byAnyWorker = proxyActivities<Activities>({ ...AUDIT, summary: 'audit log' });

async function unlessImpossible(record: Promise<void>, of: Record<string, unknown>): Promise<void> {
  try {
    await record;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the statistics lack an outcome; rebuild them', of);
  }
}

/** Writes down and counts a round of a ticket run. */
export const recordRound = (round: Parameters<Activities['recordOutcome']>[0]): Promise<void> =>
  unlessImpossible(recordAudited(round), { tenant: round.tenant, ticketId: round.ticketId });

async function recordAudited(round: Parameters<Activities['recordOutcome']>[0]): Promise<void> {
  try {
    await inTheWorker.recordOutcome(round);
  } catch (error) {
    if (failureTypeOf(error) !== FAILURE.auditUnwritable) throw error;
    log.warn('the audit log cannot be written here; the ticket waits until one can', {
      tenant: round.tenant,
      ticketId: round.ticketId,
    });
    await byAnyWorker.recordOutcome(round);
  }
}

/** Keeps a finished scan. */
export const recordFinishedScan = (scan: Parameters<Activities['recordScan']>[0]): Promise<void> =>
  unlessImpossible(inTheWorker.recordScan(scan), { tenant: scan.tenant });
