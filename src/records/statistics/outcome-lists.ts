import { sql, type Kysely, type SqlBool } from 'kysely';
import type { LatestQuery, OutcomeRecord, Period } from '../../ports/records.js';
import { endedWithin } from './ended-within.js';
import { fromRow } from './outcome-row.js';
import type { StatisticsTables } from './tables.js';
import { timeMs } from './time-units.js';

/** The rounds of a period that ended last, newest first. */
export async function recentOutcomes(
  db: Kysely<StatisticsTables>,
  period: Period,
  limit: number,
): Promise<OutcomeRecord[]> {
  const rows = await endedWithin(db, period)
    .selectAll()
    .orderBy('ended_at_ms', 'desc')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** All rounds of a ticket, newest first. */
export async function outcomesOfTicket(
  db: Kysely<StatisticsTables>,
  { tenant, platform, ticketId }: Pick<OutcomeRecord, 'tenant' | 'platform' | 'ticketId'>,
): Promise<OutcomeRecord[]> {
  const rows = await db
    .selectFrom('ticket_outcomes')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('platform', '=', platform)
    .where('ticket_id', '=', ticketId)
    .orderBy('ended_at_ms', 'desc')
    .orderBy('round', 'desc')
    .execute();
  return rows.map(fromRow);
}

/** The latest outcome of each ticket, as far as it fits, by ticket ID. */
export async function latestOutcomes(
  db: Kysely<StatisticsTables>,
  query: LatestQuery,
): Promise<OutcomeRecord[]> {
  const later = sql<SqlBool>`(later.ended_at_ms, later.round, later.run_id)
    > (latest.ended_at_ms, latest.round, latest.run_id)`;
  const ofVerdicts = query.among === 'verdicts';
  const rows = await db
    .selectFrom('ticket_outcomes as latest')
    .selectAll('latest')
    .where('latest.tenant', '=', query.tenant)
    .where('latest.platform', '=', query.platform)
    .$if(ofVerdicts, (q) => q.where('latest.source', 'is not', null))
    .$if(query.kind !== undefined, (q) => q.where('latest.kind', '=', query.kind ?? 'failed'))
    .$if(query.source !== undefined, (q) => q.where('latest.source', '=', query.source ?? null))
    .$if(query.rootCause !== undefined, (q) => q.where('latest.root_cause', '=', query.rootCause ?? null))
    .$if(query.since !== undefined, (q) => q.where('latest.ended_at_ms', '>=', timeMs(query.since ?? '')))
    .$if(query.afterTicketId !== undefined, (q) =>
      q.where('latest.ticket_id', '>', query.afterTicketId ?? ''),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('ticket_outcomes as later')
            .select(sql.lit(1).as('one'))
            .whereRef('later.tenant', '=', 'latest.tenant')
            .whereRef('later.platform', '=', 'latest.platform')
            .whereRef('later.ticket_id', '=', 'latest.ticket_id')
            .$if(ofVerdicts, (q) => q.where('later.source', 'is not', null))
            .where(later),
        ),
      ),
    )
    .orderBy('latest.ticket_id')
    .limit(query.limit)
    .execute();
  return rows.map(fromRow);
}
