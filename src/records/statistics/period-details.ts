import { sql, type Kysely } from 'kysely';
import type { FailureTypeCount, OutcomeRecord, Period } from '../../ports/records.js';
import { endedWithin } from './ended-within.js';
import { fromRow } from './outcome-row.js';
import type { StatisticsTables } from './tables.js';

/** The rounds of a period that took longest, slowest first. */
export async function slowestOutcomes(
  db: Kysely<StatisticsTables>,
  period: Period,
  limit: number,
): Promise<OutcomeRecord[]> {
  const rows = await endedWithin(db, period)
    .selectAll()
    .where('latency_ms', 'is not', null)
    .orderBy('latency_ms', 'desc')
    .orderBy('workflow_id')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** How often each failure ended a round of a period, or left it to the rules; most frequent first. */
export async function countFailureTypes(
  db: Kysely<StatisticsTables>,
  period: Period,
): Promise<FailureTypeCount[]> {
  const failed = await endedWithin(db, period)
    .select((eb) => [sql<string>`coalesce(why, '')`.as('type'), eb.fn.countAll().as('count')])
    .where('kind', '=', 'failed')
    .groupBy('why')
    .execute();
  const rules = await endedWithin(db, period)
    .select((eb) => [sql<string>`fallback_reason`.as('type'), eb.fn.countAll().as('count')])
    .where('fallback_reason', 'is not', null)
    .groupBy('fallback_reason')
    .execute();
  const counts = [
    ...failed.map(({ type, count }) => ({ type, ended: 'failed' as const, count: Number(count) })),
    ...rules.map(({ type, count }) => ({ type, ended: 'rules' as const, count: Number(count) })),
  ];
  return counts.sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
}
