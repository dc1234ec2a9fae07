import type { Kysely } from 'kysely';
import type { CircuitKey, CircuitStates, OpenCircuit } from '../../ports/circuit-states.js';
import type { StatisticsTables } from './tables.js';
import { timeMs } from './time-units.js';

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
