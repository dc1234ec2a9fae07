import type { Insertable, Selectable } from 'kysely';
import type { OutcomeRecord } from '../../ports/records.js';
import type { OutcomesTable } from './tables.js';
import { timeMs, UNIT_MS } from './time-units.js';

/** Longest label in UTF-16 units: enough for every name we give, too short for a ticket. */
const LABEL_MAX_LENGTH = 100;

/** PostgreSQL stores no NUL, and no label needs a control character. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]+/g;

const label = (text: string): string => text.replace(CONTROL_CHARACTERS, ' ').slice(0, LABEL_MAX_LENGTH);
const labelOrNull = (text: string | null): string | null => (text === null ? null : label(text));
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
