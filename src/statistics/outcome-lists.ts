import { sql, type Kysely, type SqlBool } from 'kysely';
import type { LatestQuery, OutcomeKey, OutcomeRecord, Period } from '../ports/outcome-store.js';
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

/** Bound values of one statement; databases take some thousands. */
const RUNS_AT_ONCE = 200;

/** What is known of the rounds of these runs, in no order. */
export async function outcomesOfRuns(
  db: Kysely<StatisticsTables>,
  runs: readonly Omit<OutcomeKey, 'round'>[],
): Promise<Pick<OutcomeRecord, 'runId' | 'round' | 'kind'>[]> {
  const found: Pick<OutcomeRecord, 'runId' | 'round' | 'kind'>[] = [];
  for (let next = 0; next < runs.length; next += RUNS_AT_ONCE) {
    const some = runs.slice(next, next + RUNS_AT_ONCE);
    const rows = await db
      .selectFrom('ticket_outcomes')
      .select(['run_id', 'round', 'kind'])
      .where('workflow_id', 'in', [...new Set(some.map(({ workflowId }) => workflowId))])
      .where(
        'run_id',
        'in',
        some.map(({ runId }) => runId),
      )
      .execute();
    found.push(...rows.map(({ run_id, round, kind }) => ({ runId: run_id, round, kind })));
  }
  return found;
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
    .$if(query.why !== undefined, (q) => q.where('latest.why', '=', query.why ?? null))
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
