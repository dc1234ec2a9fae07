import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { ApplyRetentionInput, ApplyRetentionResult } from '../contract/upkeep.js';

/**
 * A day of rounds is deleted in moments; the first run on a long-neglected database takes minutes, and an attempt
 * that was cut short goes on where it ended. Waits for a database that is away.
 */
const STATISTICS_DELETION = {
  startToCloseTimeout: '10m',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '1h' },
} as const;

const { deleteOutcomes } = proxyActivities<Activities>(STATISTICS_DELETION);

const DAY_MS = 86_400_000;

/** Deletes the statistics that are older than `keepDays`. Started once a day, by schedule. */
export async function applyRetention({ keepDays }: ApplyRetentionInput): Promise<ApplyRetentionResult> {
  const before = new Date(Date.now() - keepDays * DAY_MS).toISOString();
  return { before, deleted: await deleteOutcomes({ before }) };
}
