import { sql, type Kysely } from 'kysely';
import { migrate, MIGRATIONS } from '../../src/records/statistics/migrations.js';
import { openDatabase, type OutcomeStoreLocation } from '../../src/records/statistics/database.js';
import { labelRows, toRow } from '../../src/records/statistics/record-outcome.js';
import { type StatisticsTables, ROW_TERMS, TOTALS_COLUMNS } from '../../src/records/statistics/tables.js';
import { seededRandom } from '../../simulators/seeded-random.js';
import { randomOutcome } from './random-outcome.js';

/** 26 columns a row, below the 32,766 parameters of SQLite. */
const ROWS_PER_STATEMENT = 1_000;

/** Fills an empty database with rounds of the days before `now`, and their sums as `recordOutcome` would have made them. */
export async function fill(
  location: OutcomeStoreLocation,
  { rounds, days, now }: { rounds: number; days: number; now: Date },
): Promise<void> {
  const { db, beginMigration } = openDatabase<StatisticsTables>(location);
  try {
    await migrate(db, { begin: beginMigration, migrations: MIGRATIONS });
    const random = seededRandom(1);
    for (let done = 0; done < rounds; done += ROWS_PER_STATEMENT) {
      const length = Math.min(ROWS_PER_STATEMENT, rounds - done);
      const chunk = Array.from({ length }, (_, index) =>
        randomOutcome(random, { number: done + index, days, now }),
      );
      await db.insertInto('ticket_outcomes').values(chunk.map(toRow)).execute();
      await db.insertInto('outcome_labels').values(chunk.flatMap(labelRows)).execute();
    }
    await addUp(db);
  } finally {
    await db.destroy();
  }
}

async function addUp(db: Kysely<StatisticsTables>): Promise<void> {
  await db
    .insertInto('hour_totals')
    .columns(['hour', 'tenant', ...TOTALS_COLUMNS])
    .expression((from) =>
      from
        .selectFrom('ticket_outcomes')
        .select(['ended_hour', 'tenant'])
        .select(TOTALS_COLUMNS.map((column) => sql<number>`sum(${ROW_TERMS[column]})`.as(column)))
        .groupBy(['ended_hour', 'tenant']),
    )
    .execute();
  await db
    .insertInto('hour_labels')
    .columns(['hour', 'tenant', 'field', 'label', 'rounds'])
    .expression((from) =>
      from
        .selectFrom('ticket_outcomes as ended')
        .innerJoin('outcome_labels as given', (join) =>
          join.onRef('given.run_id', '=', 'ended.run_id').onRef('given.round', '=', 'ended.round'),
        )
        .select((eb) => [
          'ended.ended_hour',
          'ended.tenant',
          'field',
          'label',
          eb.fn.countAll<number>().as('rounds'),
        ])
        .groupBy(['ended.ended_hour', 'ended.tenant', 'field', 'label']),
    )
    .execute();
  await sql`analyze`.execute(db);
}
