import { sql, type Kysely, type SqlBool } from 'kysely';
import { UPGRADE_REASON } from '../../contract/upkeep.js';
import type { UpgradableQuery } from '../../ports/records.js';
import type { StatisticsTables } from './tables.js';
import { timeMs } from './time-units.js';

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
