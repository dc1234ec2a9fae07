import {
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { EndedRound } from '../contract/outcome.js';
import { localFirst, ONE_LOCAL_TRY } from './local-first.js';

/**
 * A row in a database or a line in a file takes a moment: as a local activity it is written in the workflow task that
 * ends the run, where one on a queue cost a workflow task of its own (six events, a seventh of the server's work for a
 * ticket).
 */
const here = proxyLocalActivities<Activities>({ ...ONE_LOCAL_TRY, summary: 'record' });

/**
 * Statistics are a read model: worth half a minute when their database is away, not worth holding up a ticket.
 * What is given up here can be rebuilt from Temporal.
 */
const statistics = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5s' },
  summary: 'statistics',
});

/**
 * Without an audit line a ticket does not end, however long that takes. On a queue, because another worker may have
 * room on its disk, and because the wait is seen in the Web UI.
 */
const audit = proxyActivities<Activities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
  summary: 'audit log',
});

/**
 * Writes down a round of a ticket run, then counts it. In this order: what is counted was written down, so that a line
 * that is missing can be found. Cancelling the run reaches neither.
 */
export const recordRound = (round: EndedRound): Promise<void> =>
  CancellationScope.nonCancellable(async () => {
    const { tenant, ticketId } = round;
    await localFirst({
      here: () => here.writeAuditLine(round),
      anywhere: () => {
        log.warn('the audit log cannot be written here; the ticket waits until one can', {
          tenant,
          ticketId,
        });
        return audit.writeAuditLine(round);
      },
    });
    await unlessImpossible({ tenant, ticketId }, () =>
      localFirst({
        here: () => here.recordOutcome(round),
        anywhere: () => statistics.recordOutcome(round),
      }),
    );
  });

/** Keeps a finished scan. */
export const recordFinishedScan = (scan: Parameters<Activities['recordScan']>[0]): Promise<void> =>
  unlessImpossible({ tenant: scan.tenant }, () =>
    localFirst({ here: () => here.recordScan(scan), anywhere: () => statistics.recordScan(scan) }),
  );

async function unlessImpossible(of: Record<string, unknown>, record: () => Promise<void>): Promise<void> {
  try {
    await record();
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('the statistics lack an outcome; rebuild them', of);
  }
}
