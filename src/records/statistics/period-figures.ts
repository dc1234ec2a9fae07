import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import type { Figures, Period, TrendBucket, TrendUnit } from '../../ports/records.js';
import { FIELDS } from '../../domain/verdict-fields.js';
import { figuresOf, latencyPercentiles } from './figures.js';
import {
  LabelSums,
  type StatisticsTables,
  timeMs,
  UNIT_MS,
  addTotals,
  ROW_TERMS,
  TOTALS_COLUMNS,
  type Totals,
} from './tables.js';

/**
 * So many latencies are sorted in about 20 ms; more are walked through in the index that has them in order. SQLite
 * would take the index of times all the same and sort them all: a `case` keeps it from that. PostgreSQL knows
 * better, and reads the `case` as the column it is.
 */
const SORTED_AT_MOST = 20_000;

/**
 * Exact figures of a period with any bounds: whole hours from their sums, the ends from the rounds themselves.
 * `sortedAtMost` is the number of latencies up to which percentiles are found by sorting.
 */
export function periodFigures(
  db: Kysely<StatisticsTables>,
  period: Period,
  sortedAtMost = SORTED_AT_MOST,
): Promise<Figures> {
  const from = timeMs(period.from);
  const to = Math.max(from, timeMs(period.to));
  // One snapshot: a rank is only right among the rounds that were counted.
  return inSnapshot(db, async (snapshot) => {
    const { totals, labels } = await sumsBetween(snapshot, { tenant: period.tenant, from, to });
    const count = totals.latency_count;
    const end = sql.raw(count > sortedAtMost ? 'case when true then ended_at_ms end' : 'ended_at_ms');
    const where = sql<SqlBool>`${ofTenant(period.tenant)} and ${end} >= ${from} and ${end} < ${to}`;
    const [percentiles] = await latencyPercentiles(snapshot, [{ where, count }]);
    return figuresOf(totals, labels, percentiles ?? { p50: null, p95: null });
  });
}

/** Runs `read` so that all of its statements see the same rows. */
export function inSnapshot<T>(
  db: Kysely<StatisticsTables>,
  read: (snapshot: Kysely<StatisticsTables>) => Promise<T>,
): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').execute(read);
}

/** A null tenant stands for all of them. */
export const ofTenant = (tenant: string | null): RawBuilder<SqlBool> =>
  tenant === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`tenant = ${tenant}`;

const endedBetween = (from: number, to: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`ended_at_ms >= ${from} and ended_at_ms < ${to}`;

/** Bounds in milliseconds since 1970. */
interface Span {
  tenant: string | null;
  from: number;
  to: number;
}

/** What some rounds add up to, their labels apart. */
interface Sums {
  totals: Totals;
  labels: LabelSums;
}

async function sumsBetween(db: Kysely<StatisticsTables>, { tenant, from, to }: Span): Promise<Sums> {
  const firstHour = Math.ceil(from / UNIT_MS.hour);
  const endHour = Math.max(firstHour, Math.floor(to / UNIT_MS.hour));
  const headEnd = Math.min(to, firstHour * UNIT_MS.hour);
  const tailStart = Math.max(headEnd, endHour * UNIT_MS.hour);
  const hours = await db
    .selectFrom('hour_totals')
    .select((eb) => TOTALS_COLUMNS.map((column) => eb.fn.sum<number | null>(column).as(column)))
    .where(ofTenant(tenant))
    .where('hour', '>=', firstHour)
    .where('hour', '<', endHour)
    .executeTakeFirstOrThrow();
  const ends = await db
    .selectFrom('ticket_outcomes')
    .select(TOTALS_COLUMNS.map((column) => sql<number | null>`sum(${ROW_TERMS[column]})`.as(column)))
    .where(ofTenant(tenant))
    .where((eb) => eb.or([endedBetween(from, headEnd), endedBetween(tailStart, to)]))
    .executeTakeFirstOrThrow();
  const hoursTogether = { tenant, first: firstHour, end: endHour, hours: endHour - firstHour };
  const labels = (await labelsByHours(db, hoursTogether)).get(firstHour) ?? new LabelSums();
  const labelsOfEnds = await db
    .selectFrom('ticket_outcomes as ended')
    // SQLite then begins with the rounds, which are few, whatever it believes to know of the tables.
    .crossJoin('outcome_labels as given')
    .whereRef('given.run_id', '=', 'ended.run_id')
    .whereRef('given.round', '=', 'ended.round')
    .select((eb) => ['field', 'label', eb.fn.countAll<number>().as('rounds')])
    .where(ofTenant(tenant))
    .where((eb) => eb.or([endedBetween(from, headEnd), endedBetween(tailStart, to)]))
    .groupBy(['field', 'label'])
    .execute();
  for (const { field, label, rounds } of labelsOfEnds) labels.add(field, label, rounds);
  return { totals: addTotals([hours, ends]), labels };
}

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
    const span = { tenant: period.tenant, unit, first, end };
    const found = await totalsByBucket(snapshot, span);
    const hours = UNIT_MS[unit] / UNIT_MS.hour;
    const labels = await labelsByHours(snapshot, {
      ...{ tenant: period.tenant, first: first * hours, end: end * hours, hours },
    });
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
      ...figuresOf(
        totals[index] ?? addTotals([]),
        labels.get(bucket * hours) ?? new LabelSums(),
        percentiles[index] ?? { p50: null, p95: null },
      ),
    }));
  });
}

/** Whole buckets; `end` does not belong to it. */
interface BucketSpan {
  tenant: string | null;
  unit: TrendUnit;
  first: number;
  end: number;
}

async function totalsByBucket(
  db: Kysely<StatisticsTables>,
  { tenant, unit, first, end }: BucketSpan,
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

const LABELS = FIELDS.flatMap(({ key, labels }) =>
  labels.map((label) => sql`(${sql.lit(key)}, ${sql.lit(label)})`),
);

/** How often each label was given in each span of so many hours, by its first hour; `end` does not belong to them. */
async function labelsByHours(
  db: Kysely<StatisticsTables>,
  { tenant, first, end, hours }: { tenant: string | null; first: number; end: number; hours: number },
): Promise<Map<number, LabelSums>> {
  const found = new Map<number, LabelSums>();
  if (end <= first) return found;
  const step = sql.lit(hours);
  const { rows } = await sql<{ first_hour: number; field: string; label: string; rounds: number | null }>`
    with recursive
      spans (first_hour) as (
        select cast(${first} as bigint)
        union all select first_hour + ${step} from spans where first_hour + ${step} < ${end}
      ),
      labels (field, label) as (values ${sql.join(LABELS)})
    select first_hour, field, label, (
      select sum(rounds) from hour_labels as counted
      where counted.field = labels.field and counted.label = labels.label
        and counted.hour >= first_hour and counted.hour < first_hour + ${step} and ${ofTenant(tenant)}
    ) as rounds from spans cross join labels`.execute(db);
  for (const { first_hour, field, label, rounds } of rows) {
    const sums = found.get(first_hour) ?? new LabelSums();
    sums.add(field, label, rounds ?? 0);
    found.set(first_hour, sums);
  }
  return found;
}

/** The rounds that ended in a period. */
export const endedWithin = (db: Kysely<StatisticsTables>, { tenant, from, to }: Period) =>
  db
    .selectFrom('ticket_outcomes')
    .where(ofTenant(tenant))
    .where('ended_at_ms', '>=', timeMs(from))
    .where('ended_at_ms', '<', timeMs(to));
