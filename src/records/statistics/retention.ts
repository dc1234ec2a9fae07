import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { StatisticsTables } from './tables.js';
import { timeMs, UNIT_MS } from './time-units.js';

/**
 * Deletes what ended before the UTC hour of a time (ISO 8601), rounds and their sums together. One
 * transaction an hour of rounds, so that nobody waits for a long one. Answers how many rounds that were.
 */
export async function deleteOutcomesBefore(db: Kysely<StatisticsTables>, time: string): Promise<number> {
  const endHour = Math.floor(timeMs(time) / UNIT_MS.hour);
  let deleted = 0;
  for (;;) {
    const oldest = await db
      .selectFrom('hour_totals')
      .select((eb) => eb.fn.min<number | null>('hour').as('hour'))
      .where('hour', '<', endHour)
      .executeTakeFirst();
    if (oldest?.hour == null) break;
    deleted += await deleteHoursBefore(db, oldest.hour + 1);
    // SQLite works in this thread: let others have it in between.
    await setImmediate();
  }
  await db
    .deleteFrom('finished_scans')
    .where('ended_at_ms', '<', endHour * UNIT_MS.hour)
    .execute();
  return deleted;
}

function deleteHoursBefore(db: Kysely<StatisticsTables>, endHour: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    // Sums first: a round that is recorded meanwhile then either goes with its sum or keeps it.
    await transaction.deleteFrom('hour_totals').where('hour', '<', endHour).execute();
    const rounds = await transaction
      .deleteFrom('ticket_outcomes')
      .where('ended_at_ms', '<', endHour * UNIT_MS.hour)
      .executeTakeFirst();
    return Number(rounds.numDeletedRows);
  });
}
