import type { Kysely } from 'kysely';
import type { StatisticsTables } from './tables.js';
import { startOfMonth, timeMs, UNIT_MS } from './time-units.js';

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
