import type { PlatformName } from '../contract/names.js';
import type { ProcessTicketResult } from '../contract/ticket.js';
import type { OutcomeKey, OutcomeRecord } from '../ports/outcome-store.js';

/** One round of a ticket run, as its workflow knows it when the round ends. */
export interface EndedRound extends OutcomeKey {
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  /** Who or what asked for the round. */
  reason: string;
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  /** What came of it; a failure type where nothing did. */
  end: ProcessTicketResult | { kind: 'failed'; failureType: string };
}

const NO_COST = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costMicroUsd: 0 } as const;

/** The labels and figures of a round; what it says about the ticket's text stays behind. */
export function outcomeOf({ end, ...round }: EndedRound): OutcomeRecord {
  switch (end.kind) {
    case 'failed':
      return { ...round, ...NO_COST, kind: end.kind, why: end.failureType, verdict: null, latencyMs: null };
    case 'unchanged':
    case 'skipped':
      return { ...round, ...NO_COST, kind: end.kind, why: end.why, verdict: null, latencyMs: end.latencyMs };
    case 'updated':
    case 'dryRun':
      return { ...round, ...judged(end), kind: end.kind, why: null, latencyMs: end.latencyMs };
  }
}

function judged({
  source,
  analysis,
  model,
  promptVersion,
  fallbackReason,
  usage,
}: Extract<ProcessTicketResult, { kind: 'updated' | 'dryRun' }>): Pick<
  OutcomeRecord,
  'verdict' | keyof typeof NO_COST
> {
  return {
    verdict: {
      source,
      rootCause: analysis.root_cause,
      urgency: analysis.urgency,
      sentiment: analysis.sentiment,
      model,
      promptVersion,
      fallbackReason: fallbackReason ?? null,
    },
    inputTokens: usage.inputTokens,
    cachedInputTokens: usage.cachedInputTokens,
    outputTokens: usage.outputTokens,
    costMicroUsd: Math.round(usage.costUsd * 1e6),
  };
}
