import { sql, type Kysely, type SqlBool } from 'kysely';
import type { Period, TrendBucket, TrendUnit } from '../../ports/records.js';
import { figuresOf } from './figures.js';
import { latencyPercentiles } from './latency-ranks.js';
import { inSnapshot, ofTenant } from './period-figures.js';
import type { StatisticsTables } from './tables.js';
import { timeMs, UNIT_MS } from './time-units.js';
import { addTotals, TOTALS_COLUMNS, type Totals } from './totals.js';

const ENDED_IN = { hour: 'ended_hour', day: 'ended_day' } as const;

/** Figures of every whole hour or day, UTC, that the period touches, oldest first. */
export function trendOf(
  db: Kysely<StatisticsTables>,
  period: Period,
  unit: TrendUnit,
): Promise<TrendBucket[]> {
  const first = Math.floor(timeMs(period.from) / UNIT_MS[unit]);
  const end = Math.ceil(timeMs(period.to) / UNIT_MS[unit]);
  const buckets = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  return inSnapshot(db, async (snapshot) => {
    const found = await totalsByBucket(snapshot, { tenant: period.tenant, unit, first, end });
    const totals = buckets.map((bucket) => found.get(bucket) ?? addTotals([]));
    const percentiles = await latencyPercentiles(
      snapshot,
      buckets.map((bucket, index) => ({
        where: sql<SqlBool>`${sql.ref(ENDED_IN[unit])} = ${bucket} and ${ofTenant(period.tenant)}`,
        count: totals[index]?.latency_count ?? 0,
      })),
    );
    return buckets.map((bucket, index) => ({
      start: new Date(bucket * UNIT_MS[unit]).toISOString(),
      ...figuresOf(totals[index] ?? addTotals([]), percentiles[index] ?? { p50: null, p95: null }),
    }));
  });
}

async function totalsByBucket(
  db: Kysely<StatisticsTables>,
  { tenant, unit, first, end }: { tenant: string | null; unit: TrendUnit; first: number; end: number },
): Promise<Map<number, Totals>> {
  const hours = UNIT_MS[unit] / UNIT_MS.hour;
  const bucket = sql<number>`hour / ${sql.lit(hours)}`;
  const rows = await db
    .selectFrom('hour_totals')
    .select(bucket.as('bucket'))
    .select((eb) => TOTALS_COLUMNS.map((column) => eb.fn.sum<number | null>(column).as(column)))
    .where(ofTenant(tenant))
    .where('hour', '>=', first * hours)
    .where('hour', '<', end * hours)
    .groupBy(bucket)
    .execute();
  return new Map(rows.map(({ bucket: key, ...sums }) => [key, addTotals([sums])]));
}
