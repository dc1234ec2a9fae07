import type { Kysely } from 'kysely';
import type { ModelVerdict, Sealer, SharedVerdicts, VerdictKey } from '../../ports/records.js';
import { type StatisticsTables, UNIT_MS } from './tables.js';

/** Product and customers change: what was right a week ago is asked again. */
const LIFETIME_MS = 7 * UNIT_MS.day;
/** About 1 KB each. */
const MOST_PER_TENANT = 20_000;
/** The oldest beyond the limit go each time that one process has kept so many. */
const KEPT_BETWEEN_SWEEPS = 100;

interface SharedVerdictsLimits {
  mostPerTenant?: number;
  keptBetweenSweeps?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * The shared verdicts in a migrated database. Each is sealed together with its key, so that a row that somebody moved
 * or copied under another key is none.
 */
export function createSharedVerdicts(
  db: Kysely<StatisticsTables>,
  sealer: Sealer,
  {
    mostPerTenant = MOST_PER_TENANT,
    keptBetweenSweeps = KEPT_BETWEEN_SWEEPS,
    now = Date.now,
  }: SharedVerdictsLimits = {},
): SharedVerdicts {
  let kept = 0;
  return {
    async find(key) {
      const sealed = await sealedVerdict(db, key, now() - LIFETIME_MS);
      const opened = sealed === null ? null : ((await sealer.open(sealed)) as SealedVerdict | null);
      return opened !== null && isFor(key, opened) ? opened.verdict : null;
    },
    async keep(key, verdict) {
      const sealed = await sealer.seal({ key, verdict } satisfies SealedVerdict);
      await upsert(db, key, { sealed, stored_at_ms: now() });
      kept += 1;
      if (kept % keptBetweenSweeps === 0) await deleteBeyond(db, key.tenant, mostPerTenant);
    },
  };
}

/** Deletes the verdicts of all tenants that have expired at `nowMs`, milliseconds since 1970. */
export async function deleteExpiredVerdicts(db: Kysely<StatisticsTables>, nowMs: number): Promise<void> {
  await db
    .deleteFrom('cached_verdicts')
    .where('stored_at_ms', '<=', nowMs - LIFETIME_MS)
    .execute();
}

interface SealedVerdict {
  key: VerdictKey;
  verdict: ModelVerdict;
}

const isFor = ({ tenant, inputHash }: VerdictKey, { key }: SealedVerdict): boolean =>
  key.tenant === tenant && key.inputHash === inputHash;

async function sealedVerdict(
  db: Kysely<StatisticsTables>,
  { tenant, inputHash }: VerdictKey,
  storedAfterMs: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('cached_verdicts')
    .select('sealed')
    .where('tenant', '=', tenant)
    .where('input_hash', '=', inputHash)
    .where('stored_at_ms', '>', storedAfterMs)
    .executeTakeFirst();
  return row?.sealed ?? null;
}

async function upsert(
  db: Kysely<StatisticsTables>,
  { tenant, inputHash }: VerdictKey,
  values: { sealed: string; stored_at_ms: number },
): Promise<void> {
  await db
    .insertInto('cached_verdicts')
    .values({ tenant, input_hash: inputHash, ...values })
    .onConflict((conflict) => conflict.columns(['tenant', 'input_hash']).doUpdateSet(values))
    .execute();
}

async function deleteBeyond(db: Kysely<StatisticsTables>, tenant: string, most: number): Promise<void> {
  const firstTooMany = await db
    .selectFrom('cached_verdicts')
    .select('stored_at_ms')
    .where('tenant', '=', tenant)
    .orderBy('stored_at_ms', 'desc')
    .limit(1)
    .offset(most)
    .executeTakeFirst();
  if (firstTooMany === undefined) return;
  await db
    .deleteFrom('cached_verdicts')
    .where('tenant', '=', tenant)
    .where('stored_at_ms', '<=', firstTooMany.stored_at_ms)
    .execute();
}
