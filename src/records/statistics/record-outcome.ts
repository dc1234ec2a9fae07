import { sql, type Kysely, type Insertable, type Selectable } from 'kysely';
import type { OutcomeRecord } from '../../contract/outcome.js';
import {
  FIELDS,
  forEachField,
  labelIn,
  type FieldKey,
  type NamedLabels,
} from '../../domain/verdict-fields.js';
import {
  type StatisticsTables,
  ROW_TERMS,
  TOTALS_COLUMNS,
  type OutcomeLabelsTable,
  type OutcomesTable,
  timeMs,
  UNIT_MS,
} from './tables.js';

const KEY = ['workflow_id', 'run_id', 'round'] as const;

/** Counts a round in its row and in the sums of its hour, both or neither; false when it was counted before. */
export function recordOutcome(db: Kysely<StatisticsTables>, outcome: OutcomeRecord): Promise<boolean> {
  const row = toRow(outcome);
  const labels = labelRows(outcome);
  return db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('ticket_outcomes')
      .values(row)
      .onConflict((conflict) => conflict.columns(KEY).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
    if (labels.length > 0) await transaction.insertInto('outcome_labels').values(labels).execute();
    // Last, because every worker wants this row: it stays locked from here to the commit only.
    await addToHour(transaction, row);
    if (labels.length > 0) await addLabelsToHour(transaction, row, labels);
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

async function addLabelsToHour(
  db: Kysely<StatisticsTables>,
  { ended_hour: hour, tenant }: ReturnType<typeof toRow>,
  labels: readonly OutcomeLabelsTable[],
): Promise<void> {
  await db
    .insertInto('hour_labels')
    .values(labels.map(({ field, label: given }) => ({ hour, tenant, field, label: given, rounds: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(['hour', 'tenant', 'field', 'label'])
        .doUpdateSet({ rounds: sql`hour_labels.rounds + excluded.rounds` }),
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

/** The rows that keep the labels of an outcome. */
export const labelRows = ({ runId, round, verdict }: OutcomeRecord): OutcomeLabelsTable[] =>
  FIELDS.flatMap((field) => {
    const given = verdict === null ? undefined : labelIn(verdict, field);
    return given === undefined ? [] : [{ run_id: runId, round, field: field.key, label: given }];
  });

/** What the label of a field is called beside the columns of its round. */
export const labelColumn = (key: FieldKey) => `label_${key}` as const;

type RowWithLabels = Selectable<OutcomesTable> & Record<ReturnType<typeof labelColumn>, string | null>;

/** The outcome that a row and its labels keep. */
export function fromRow(row: RowWithLabels): OutcomeRecord {
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

/** The columns and labels of a verdict are written together: all of them, or none. */
function verdictOf(row: RowWithLabels): OutcomeRecord['verdict'] {
  const { source, model, prompt_version, fallback_reason } = row;
  if (source === null || model === null || prompt_version === null) return null;
  const labels = forEachField('name', ({ key }) => row[labelColumn(key)] ?? undefined) as NamedLabels;
  return {
    source,
    ...labels,
    model,
    promptVersion: prompt_version,
    fallbackReason: fallback_reason,
  };
}
