import type { Kysely, Insertable, Selectable } from 'kysely';
import type {
  CircuitKey,
  CircuitStates,
  OpenCircuit,
  FinishedScan,
  ListingTrouble,
} from '../../ports/records.js';
import { type StatisticsTables, timeMs, type FinishedScansTable, startOfMonth, UNIT_MS } from './tables.js';

/** How long a worker that falls silent is believed: a pause of 60 s, and some time for the trial call. */
const BELIEVED_MS = 90_000;

/** The circuits in a migrated database. Rows of workers that are gone are swept out when another one writes. */
export const createCircuitStates = (db: Kysely<StatisticsTables>): CircuitStates => ({
  setOpen: (circuit) => setOpen(db, circuit),
  setClosed: (circuit) => remove(db, circuit),
  open: (tenant, now) => openCircuits(db, tenant, now),
});

async function setOpen(
  db: Kysely<StatisticsTables>,
  { worker, tenant, service, state, since, changedAt }: OpenCircuit,
): Promise<void> {
  const changedAtMs = timeMs(changedAt);
  const said = { state, since_ms: timeMs(since), changed_at_ms: changedAtMs };
  await db
    .deleteFrom('circuit_states')
    .where('changed_at_ms', '<', changedAtMs - BELIEVED_MS)
    .execute();
  await db
    .insertInto('circuit_states')
    .values({ worker, tenant, service, ...said })
    .onConflict((conflict) => conflict.columns(['worker', 'tenant', 'service']).doUpdateSet(said))
    .execute();
}

async function remove(db: Kysely<StatisticsTables>, { worker, tenant, service }: CircuitKey): Promise<void> {
  await db
    .deleteFrom('circuit_states')
    .where('worker', '=', worker)
    .where('tenant', '=', tenant)
    .where('service', '=', service)
    .execute();
}

/** Circuits of a tenant that are not closed, those open for longest first. `now` is ISO 8601. */
export async function openCircuits(
  db: Kysely<Pick<StatisticsTables, 'circuit_states'>>,
  tenant: string,
  now: string,
): Promise<OpenCircuit[]> {
  const rows = await db
    .selectFrom('circuit_states')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('changed_at_ms', '>=', timeMs(now) - BELIEVED_MS)
    .orderBy('since_ms')
    .orderBy('worker')
    .execute();
  return rows.map(({ since_ms, changed_at_ms, ...row }) => ({
    ...row,
    since: new Date(since_ms).toISOString(),
    changedAt: new Date(changed_at_ms).toISOString(),
  }));
}

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

/** Millionths of a USD that a tenant spent since the calendar month (UTC) of `now` began: whole hours, so sums do. */
export async function costOfMonth(
  db: Kysely<StatisticsTables>,
  tenant: string,
  now: string,
): Promise<number> {
  const { cost } = await db
    .selectFrom('hour_totals')
    .select((eb) => eb.fn.sum<number | null>('cost_micro_usd').as('cost'))
    .where('tenant', '=', tenant)
    .where('hour', '>=', startOfMonth(timeMs(now)) / UNIT_MS.hour)
    .executeTakeFirstOrThrow();
  return cost ?? 0;
}
