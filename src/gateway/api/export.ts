import type { OutcomeListQuery, OutcomeRecord, OutcomeStore } from '../../ports/records.js';
import { csvLine } from './csv.js';

const PAGE_ROUNDS = 2_000;

const COLUMNS: readonly [name: string, value: (round: OutcomeRecord) => string | number | boolean | null][] =
  [
    ['ended_at', ({ endedAt }) => endedAt],
    ['tenant', ({ tenant }) => tenant],
    ['platform', ({ platform }) => platform],
    ['ticket_id', ({ ticketId }) => ticketId],
    ['outcome', ({ kind }) => kind],
    ['why', ({ why }) => why],
    ['source', ({ verdict }) => verdict?.source ?? null],
    ['root_cause', ({ verdict }) => verdict?.rootCause ?? null],
    ['urgency', ({ verdict }) => verdict?.urgency ?? null],
    ['sentiment', ({ verdict }) => verdict?.sentiment ?? null],
    ['model', ({ verdict }) => verdict?.model ?? null],
    ['prompt_version', ({ verdict }) => verdict?.promptVersion ?? null],
    ['fallback_reason', ({ verdict }) => verdict?.fallbackReason ?? null],
    ['asked_by', ({ reason }) => reason],
    ['latency_ms', ({ latencyMs }) => latencyMs],
    ['input_tokens', ({ inputTokens }) => inputTokens],
    ['output_tokens', ({ outputTokens }) => outputTokens],
    ['cost_usd', ({ costMicroUsd }) => costMicroUsd / 1e6],
    ['from_cache', ({ fromCache }) => fromCache],
    ['workflow_id', ({ workflowId }) => workflowId],
    ['run_id', ({ runId }) => runId],
    ['round', ({ round }) => round],
  ];

/** The rounds that fit as CSV with a heading, newest first, page by page: half a million need no memory. */
export async function* exportedRounds(
  outcomes: Pick<OutcomeStore, 'list'>,
  query: Omit<OutcomeListQuery, 'limit' | 'below'>,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for (let below: OutcomeRecord | undefined; ;) {
    const page = await outcomes.list({ ...query, ...(below && { below }), limit: PAGE_ROUNDS });
    if (page.length > 0)
      yield page.map((round) => csvLine(COLUMNS.map(([, value]) => value(round)))).join('');
    below = page.at(-1);
    if (below === undefined || page.length < PAGE_ROUNDS) return;
  }
}
