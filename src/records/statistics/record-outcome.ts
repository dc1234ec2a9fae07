import { sql, type Kysely } from 'kysely';
import type { OutcomeRecord } from '../../ports/records.js';
import { toRow } from './outcome-row.js';
import type { StatisticsTables } from './tables.js';
import { ROW_TERMS, TOTALS_COLUMNS } from './totals.js';

const KEY = ['workflow_id', 'run_id', 'round'] as const;

/** Counts a round in its row and in the sums of its hour, both or neither; false when it was counted before. */
export function recordOutcome(db: Kysely<StatisticsTables>, outcome: OutcomeRecord): Promise<boolean> {
  const row = toRow(outcome);
  return db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('ticket_outcomes')
      .values(row)
      .onConflict((conflict) => conflict.columns(KEY).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
    // Last, because every worker wants this row: it stays locked from here to the commit only.
    await addToHour(transaction, row);
    return true;
  });
}

async function addToHour(db: Kysely<StatisticsTables>, key: ReturnType<typeof toRow>): Promise<void> {
  await db
    .insertInto('hour_totals')
    .columns(['hour', 'tenant', ...TOTALS_COLUMNS])
    .expression((from) =>
      from
        .selectFrom('ticket_outcomes')
        .select(['ended_hour', 'tenant'])
        .select(TOTALS_COLUMNS.map((column) => ROW_TERMS[column].as(column)))
        .where('workflow_id', '=', key.workflow_id)
        .where('run_id', '=', key.run_id)
        .where('round', '=', key.round),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['hour', 'tenant'])
        .doUpdateSet(
          Object.fromEntries(
            TOTALS_COLUMNS.map((column) => [
              column,
              sql`${sql.ref(`hour_totals.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
            ]),
          ),
        ),
    )
    .execute();
}
