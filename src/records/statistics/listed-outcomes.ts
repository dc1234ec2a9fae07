import { sql, type Kysely, type SqlBool } from 'kysely';
import type { OutcomeListQuery, OutcomePlace, OutcomeRecord } from '../../ports/records.js';
import { endedWithin } from './ended-within.js';
import { fromRow } from './outcome-row.js';
import type { StatisticsTables } from './tables.js';
import { timeMs } from './time-units.js';

/** The rounds of a period that fit, newest first, from below a place in that order. */
export async function listedOutcomes(
  db: Kysely<StatisticsTables>,
  { limit, below, ...query }: OutcomeListQuery,
): Promise<OutcomeRecord[]> {
  const { kind, source, rootCause, urgency, sentiment, ticketId } = query;
  const rows = await endedWithin(db, query)
    .selectAll()
    .$if(below !== undefined, (q) => q.where(isBelow(below as OutcomePlace)))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? 'failed'))
    .$if(source !== undefined, (q) => q.where('source', '=', source ?? null))
    .$if(rootCause !== undefined, (q) => q.where('root_cause', '=', rootCause ?? null))
    .$if(urgency !== undefined, (q) => q.where('urgency', '=', urgency ?? null))
    .$if(sentiment !== undefined, (q) => q.where('sentiment', '=', sentiment ?? null))
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
