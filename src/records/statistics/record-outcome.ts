import { sql, type Kysely, type Insertable, type Selectable } from 'kysely';
import type { OutcomeRecord } from '../../contract/outcome.js';
import {
  type StatisticsTables,
  ROW_TERMS,
  TOTALS_COLUMNS,
  type OutcomesTable,
  timeMs,
  UNIT_MS,
} from './tables.js';

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

/** Longest label in UTF-16 units: enough for every name we give, too short for a ticket. */
const LABEL_MAX_LENGTH = 100;

/** PostgreSQL stores no NUL, and no label needs a control character. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]+/g;

const label = (text: string): string => text.replace(CONTROL_CHARACTERS, ' ').slice(0, LABEL_MAX_LENGTH);
const labelOrNull = (text: string | null): string | null => (text === null ? null : label(text));
/** Longest detail: ten codes and fields of a refusal are cut, the first of them are there. */
const DETAIL_MAX_LENGTH = 300;
const isoTime = (ms: number): string => new Date(ms).toISOString();

/** The row that keeps an outcome. */
export function toRow(outcome: OutcomeRecord): Insertable<OutcomesTable> {
  const { verdict } = outcome;
  const endedAtMs = timeMs(outcome.endedAt);
  return {
    workflow_id: outcome.workflowId,
    run_id: outcome.runId,
    round: outcome.round,
    tenant: outcome.tenant,
    platform: outcome.platform,
    ticket_id: outcome.ticketId,
    kind: outcome.kind,
    why: labelOrNull(outcome.why),
    detail: outcome.detail?.replace(CONTROL_CHARACTERS, ' ').slice(0, DETAIL_MAX_LENGTH) ?? null,
    source: verdict?.source ?? null,
    root_cause: verdict?.rootCause ?? null,
    urgency: verdict?.urgency ?? null,
    sentiment: verdict?.sentiment ?? null,
    model: labelOrNull(verdict?.model ?? null),
    prompt_version: labelOrNull(verdict?.promptVersion ?? null),
    fallback_reason: labelOrNull(verdict?.fallbackReason ?? null),
    reason: label(outcome.reason),
    latency_ms: outcome.latencyMs,
    input_tokens: outcome.inputTokens,
    cached_input_tokens: outcome.cachedInputTokens,
    output_tokens: outcome.outputTokens,
    cost_micro_usd: outcome.costMicroUsd,
    from_cache: outcome.fromCache ? 1 : 0,
    started_at_ms: timeMs(outcome.startedAt),
    ended_at_ms: endedAtMs,
    ended_hour: Math.floor(endedAtMs / UNIT_MS.hour),
    ended_day: Math.floor(endedAtMs / UNIT_MS.day),
  };
}

/** The outcome that a row keeps. */
export function fromRow(row: Selectable<OutcomesTable>): OutcomeRecord {
  return {
    workflowId: row.workflow_id,
    runId: row.run_id,
    round: row.round,
    tenant: row.tenant,
    platform: row.platform,
    ticketId: row.ticket_id,
    kind: row.kind,
    why: row.why,
    ...(row.detail === null ? {} : { detail: row.detail }),
    verdict: verdictOf(row),
    reason: row.reason,
    latencyMs: row.latency_ms,
    inputTokens: row.input_tokens,
    cachedInputTokens: row.cached_input_tokens,
    outputTokens: row.output_tokens,
    costMicroUsd: row.cost_micro_usd,
    fromCache: row.from_cache === 1,
    startedAt: isoTime(row.started_at_ms),
    endedAt: isoTime(row.ended_at_ms),
  };
}

/** The columns of a verdict are written together: all of them, or none. */
function verdictOf(row: Selectable<OutcomesTable>): OutcomeRecord['verdict'] {
  const { source, root_cause, urgency, sentiment, model, prompt_version, fallback_reason } = row;
  if (!source || !root_cause || !urgency || !sentiment || model === null || prompt_version === null)
    return null;
  return {
    source,
    rootCause: root_cause,
    urgency,
    sentiment,
    model,
    promptVersion: prompt_version,
    fallbackReason: fallback_reason,
  };
}
