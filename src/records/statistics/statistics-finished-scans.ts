import type { Insertable, Kysely, Selectable } from 'kysely';
import type { FinishedScan } from '../../ports/records.js';
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
  };
}

function fromRow(row: Selectable<FinishedScansTable>): FinishedScan {
  const { workflow_id, run_id, tenant, started_at_ms, ended_at_ms, already_running, dry_run, ...counters } =
    row;
  return {
    tenant,
    workflowId: workflow_id,
    runId: run_id,
    startedAt: new Date(started_at_ms).toISOString(),
    endedAt: new Date(ended_at_ms).toISOString(),
    counters: { ...counters, alreadyRunning: already_running, dryRun: dry_run },
  };
}
