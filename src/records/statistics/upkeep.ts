import { sql, type Kysely, type SqlBool } from 'kysely';
import { UPGRADE_REASON } from '../../contract/upkeep.js';
import type { UpgradableQuery, ErasedOutcomes, TicketsQuery } from '../../ports/records.js';
import { type StatisticsTables, timeMs, UNIT_MS } from './tables.js';
import { setImmediate } from 'node:timers/promises';
import { ERASED } from '../../contract/outcome.js';

/** As many as fit into one statement on both databases. */
const BATCH = 500;

/** The tickets that wait for a better verdict, sorted by ID as text. */
export async function upgradableTickets(
  db: Kysely<StatisticsTables>,
  { afterTicketId, limit, ...query }: UpgradableQuery & { afterTicketId: string | null; limit: number },
): Promise<string[]> {
  const rows = await upgradable(db, query)
    .select('written.ticket_id')
    .$if(afterTicketId !== null, (q) => q.where('written.ticket_id', '>', afterTicketId ?? ''))
    .orderBy('written.ticket_id')
    .limit(limit)
    .execute();
  return rows.map(({ ticket_id }) => ticket_id);
}

/** How many tickets wait for a better verdict. */
export async function countUpgradable(db: Kysely<StatisticsTables>, query: UpgradableQuery): Promise<number> {
  const { waiting } = await upgradable(db, query)
    .select((eb) => eb.fn.countAll().as('waiting'))
    .executeTakeFirstOrThrow();
  return Number(waiting);
}

function upgradable(
  db: Kysely<StatisticsTables>,
  { tenant, platform, reasons, since, notFailedSince }: UpgradableQuery,
) {
  const later = sql<SqlBool>`(later.ended_at_ms, later.round, later.run_id)
    > (written.ended_at_ms, written.round, written.run_id)`;
  return db
    .selectFrom('ticket_outcomes as written')
    .where('written.tenant', '=', tenant)
    .where('written.platform', '=', platform)
    .where('written.kind', '=', 'updated')
    .where('written.source', '=', 'rules')
    .where('written.fallback_reason', 'in', reasons)
    .where('written.ended_at_ms', '>=', timeMs(since))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ticket_outcomes as later')
            .select(sql.lit(1).as('one'))
            .whereRef('later.tenant', '=', 'written.tenant')
            .whereRef('later.platform', '=', 'written.platform')
            .whereRef('later.ticket_id', '=', 'written.ticket_id')
            .where(later)
            .where((settles) =>
              settles.or([
                settles('later.kind', '=', 'updated'),
                settles.and([
                  settles('later.kind', '=', 'failed'),
                  settles('later.ended_at_ms', '>=', timeMs(notFailedSince)),
                ]),
                settles.and([
                  settles('later.reason', '=', UPGRADE_REASON),
                  settles('later.kind', 'in', ['skipped', 'unchanged']),
                  settles('later.why', 'not in', reasons),
                ]),
              ]),
            ),
        ),
      ),
    );
}

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
    await transaction.deleteFrom('hour_labels').where('hour', '<', endHour).execute();
    const rounds = await transaction
      .deleteFrom('ticket_outcomes')
      .where('ended_at_ms', '<', endHour * UNIT_MS.hour)
      .returning(['run_id', 'round'])
      .execute();
    for (let start = 0; start < rounds.length; start += BATCH)
      await transaction
        .deleteFrom('outcome_labels')
        .where(isOneOf(rounds.slice(start, start + BATCH)))
        .execute();
    return rounds.length;
  });
}

const isOneOf = (rounds: readonly { run_id: string; round: number }[]) =>
  sql<SqlBool>`(run_id, round) in (values ${sql.join(
    rounds.map(({ run_id, round }) => sql`(${run_id}, cast(${round} as bigint))`),
  )})`;

/**
 * Takes the tickets' IDs, and what was given as reason, out of their rounds; labels and figures stay, so that sums
 * still add up. Shared verdicts are not known by ticket: the tenant's are deleted altogether.
 */
export async function eraseTickets(
  db: Kysely<StatisticsTables>,
  { tenant, platform, ticketIds }: TicketsQuery,
): Promise<ErasedOutcomes> {
  let outcomes = 0;
  for (let start = 0; start < ticketIds.length; start += BATCH) {
    const updated = await db
      .updateTable('ticket_outcomes')
      .set({ ticket_id: ERASED, workflow_id: ERASED, reason: ERASED })
      .where('ticket_id', 'in', ticketIds.slice(start, start + BATCH))
      .where('tenant', '=', tenant)
      .where('platform', '=', platform)
      .executeTakeFirst();
    outcomes += Number(updated.numUpdatedRows);
  }
  const deleted = await db.deleteFrom('cached_verdicts').where('tenant', '=', tenant).executeTakeFirst();
  return { outcomes, cachedVerdicts: Number(deleted.numDeletedRows) };
}
