import type { Insertable, Kysely, Selectable } from 'kysely';
import type { FinishedScan, ListingTrouble } from '../ports/outcome-store.js';
import type { FinishedScansTable, StatisticsTables } from './tables.js';
import { timeMs } from './time-units.js';

/** Keeps a finished scan; the first record of it stays. */
export async function recordFinishedScan(db: Kysely<StatisticsTables>, scan: FinishedScan): Promise<void> {
  await db
    .insertInto('finished_scans')
    .values(toRow(scan))
    .onConflict((conflict) => conflict.columns(['workflow_id', 'run_id']).doNothing())
    .execute();
}

/** The tenant's scan that ended last. */
export async function lastFinishedScan(
  db: Kysely<StatisticsTables>,
  tenant: string,
): Promise<FinishedScan | null> {
  const row = await db
    .selectFrom('finished_scans')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('ended_at_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : fromRow(row);
}

/** What went wrong with the listings of scans that ended since `since`, ISO 8601. */
export async function listingTrouble(
  db: Kysely<StatisticsTables>,
  { tenant, since }: { tenant: string; since: string },
): Promise<ListingTrouble> {
  const sums = await db
    .selectFrom('finished_scans')
    .select((eb) => [
      eb.fn.sum<string | number | null>('unreadable').as('unreadable'),
      eb.fn.sum<string | number | null>('cursor_refused').as('cursorRefused'),
    ])
    .where('tenant', '=', tenant)
    .where('ended_at_ms', '>=', timeMs(since))
    .executeTakeFirst();
  return { unreadable: Number(sums?.unreadable ?? 0), cursorRefused: Number(sums?.cursorRefused ?? 0) };
}

function toRow({ counters, ...scan }: FinishedScan): Insertable<FinishedScansTable> {
  return {
    workflow_id: scan.workflowId,
    run_id: scan.runId,
    tenant: scan.tenant,
    started_at_ms: timeMs(scan.startedAt),
    ended_at_ms: timeMs(scan.endedAt),
    listed: counters.listed,
    unwanted: counters.unwanted,
    already_running: counters.alreadyRunning,
    started: counters.started,
    updated: counters.updated,
    unchanged: counters.unchanged,
    dry_run: counters.dryRun,
    skipped: counters.skipped,
    failed: counters.failed,
    parked: counters.parked,
    fallback: counters.fallback,
    unreadable: counters.unreadable,
    cursor_refused: counters.cursorRefused,
  };
}

function fromRow(row: Selectable<FinishedScansTable>): FinishedScan {
  const { workflow_id, run_id, tenant, started_at_ms, ended_at_ms, ...rest } = row;
  const { already_running, dry_run, cursor_refused, ...counters } = rest;
  return {
    tenant,
    workflowId: workflow_id,
    runId: run_id,
    startedAt: new Date(started_at_ms).toISOString(),
    endedAt: new Date(ended_at_ms).toISOString(),
    counters: {
      ...counters,
      alreadyRunning: already_running,
      dryRun: dry_run,
      cursorRefused: cursor_refused,
    },
  };
}
