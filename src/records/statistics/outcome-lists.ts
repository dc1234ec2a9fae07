import { sql, type Kysely, type SqlBool } from 'kysely';
import type {
  LatestQuery,
  Period,
  OutcomeListQuery,
  OutcomePlace,
  FailureTypeCount,
} from '../../ports/records.js';
import type { OutcomeKey, OutcomeRecord } from '../../contract/outcome.js';
import { endedWithin } from './period-figures.js';
import { FIELDS, labelIn, type NamedLabels } from '../../domain/verdict-fields.js';
import { fromRow, labelColumn } from './record-outcome.js';
import { type StatisticsTables, timeMs } from './tables.js';

const labelOf = (rounds: string, field: string) =>
  sql<
    string | null
  >`(select label from outcome_labels as given where given.run_id = ${sql.ref(`${rounds}.run_id`)}
    and given.round = ${sql.ref(`${rounds}.round`)} and given.field = ${sql.lit(field)})`;

/** A column for the label of each field: looked up for the rows that are answered, not for those that are passed over. */
const labelColumnsOf = (rounds: string) => FIELDS.map(({ key }) => labelOf(rounds, key).as(labelColumn(key)));
const labelColumns = labelColumnsOf('ticket_outcomes');

/** True for rounds that were given all of these labels. */
const hasLabels = (rounds: string, wanted: Partial<NamedLabels>) =>
  sql<SqlBool>`${sql.join(
    [
      sql`1 = 1`,
      ...FIELDS.flatMap((field) => {
        const label = labelIn(wanted, field);
        return label === undefined ? [] : [sql`${labelOf(rounds, field.key)} = ${label}`];
      }),
    ],
    sql` and `,
  )}`;

/** The rounds of a period that ended last, newest first. */
export async function recentOutcomes(
  db: Kysely<StatisticsTables>,
  period: Period,
  limit: number,
): Promise<OutcomeRecord[]> {
  const rows = await endedWithin(db, period)
    .selectAll()
    .select(labelColumns)
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
    .select(labelColumns)
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
    .select(labelColumnsOf('latest'))
    .where('latest.tenant', '=', query.tenant)
    .where('latest.platform', '=', query.platform)
    .$if(ofVerdicts, (q) => q.where('latest.source', 'is not', null))
    .$if(query.kind !== undefined, (q) => q.where('latest.kind', '=', query.kind ?? 'failed'))
    .$if(query.why !== undefined, (q) => q.where('latest.why', '=', query.why ?? null))
    .$if(query.source !== undefined, (q) => q.where('latest.source', '=', query.source ?? null))
    .where(hasLabels('latest', query))
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

/** The rounds of a period that fit, newest first, from below a place in that order. */
export async function listedOutcomes(
  db: Kysely<StatisticsTables>,
  { limit, below, ...query }: OutcomeListQuery,
): Promise<OutcomeRecord[]> {
  const { kind, source, ticketId } = query;
  const rows = await endedWithin(db, query)
    .selectAll()
    .select(labelColumns)
    .$if(below !== undefined, (q) => q.where(isBelow(below as OutcomePlace)))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? 'failed'))
    .$if(source !== undefined, (q) => q.where('source', '=', source ?? null))
    .where(hasLabels('ticket_outcomes', query))
    .$if(ticketId !== undefined, (q) => q.where('ticket_id', '=', ticketId ?? ''))
    .orderBy('ended_at_ms', 'desc')
    .orderBy('workflow_id', 'desc')
    .orderBy('run_id', 'desc')
    .orderBy('round', 'desc')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** The time alone, too: the index knows only that. */
const isBelow = ({ endedAt, workflowId, runId, round }: OutcomePlace) =>
  sql<SqlBool>`ended_at_ms <= ${timeMs(endedAt)} and (ended_at_ms, workflow_id, run_id, round)
    < (${timeMs(endedAt)}, ${workflowId}, ${runId}, ${round})`;

/** The rounds of a period that took longest, slowest first. */
export async function slowestOutcomes(
  db: Kysely<StatisticsTables>,
  period: Period,
  limit: number,
): Promise<OutcomeRecord[]> {
  const rows = await endedWithin(db, period)
    .selectAll()
    .select(labelColumns)
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
