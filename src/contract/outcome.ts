import type { PlatformName } from './names.js';
import type { ProcessTicketResult, WhyRejected } from './ticket.js';
import { refusalText } from '../domain/refusal.js';
import { takenOffText } from '../domain/undone.js';
import { NO_USAGE, type Usage } from '../domain/verdict.js';
import type { OutcomeKey, OutcomeRecord, OutcomeVerdict } from '../ports/records.js';

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
  end:
    | ProcessTicketResult
    | { kind: 'failed'; failureType: string; usage?: Usage }
    /** A person ended the run. */
    | { kind: 'ended'; by: 'cancelled' | 'terminated'; usage?: Usage };
}

/** The labels and figures of a round; what it says about the ticket's text stays behind. */
export function outcomeOf({ end, ...round }: EndedRound): OutcomeRecord {
  switch (end.kind) {
    // The time until somebody ended it is no latency.
    case 'ended':
      return {
        ...{ ...round, ...costOf(end.usage), kind: 'skipped', why: end.by },
        ...{ verdict: null, latencyMs: null },
      };
    case 'failed':
      return {
        ...{ ...round, ...costOf(end.usage), kind: end.kind, why: end.failureType },
        ...{ verdict: null, latencyMs: null },
      };
    case 'unchanged':
    case 'skipped':
      return {
        ...{ ...round, ...costOf(end.usage), kind: end.kind, why: end.why },
        ...{ verdict: null, latencyMs: end.latencyMs },
        ...detailOf(end),
      };
    case 'updated':
    case 'dryRun':
      return {
        ...round,
        ...costOf(end.usage),
        verdict: verdictOf(end),
        kind: end.kind,
        why: null,
        latencyMs: end.latencyMs,
        ...detailOf(end),
      };
  }
}

/** What the help desk refused, or what takes our tag off; nothing where neither happened. */
function detailOf(end: ProcessTicketResult): { detail?: string } {
  if (end.kind === 'unchanged') return end.undone ? { detail: takenOffText(end.undone) } : {};
  if (end.kind === 'skipped') return end.refusal ? { detail: rejectionText(end.refusal) } : {};
  const refused = end.write.refusedPriority;
  return refused ? { detail: `priority ${refused.priority} refused: ${rejectionText(refused)}` } : {};
}

/** The failure type, then what the help desk said. */
export const rejectionText = (why: WhyRejected): string => `${why.failureType} ${refusalText(why)}`.trim();

function verdictOf({
  source,
  analysis,
  model,
  promptVersion,
  fallbackReason,
}: Extract<ProcessTicketResult, { kind: 'updated' | 'dryRun' }>): OutcomeVerdict {
  return {
    source,
    rootCause: analysis.root_cause,
    urgency: analysis.urgency,
    sentiment: analysis.sentiment,
    model,
    promptVersion,
    fallbackReason: fallbackReason ?? null,
  };
}

function costOf({ costUsd, fromCache, ...tokens }: Usage = NO_USAGE) {
  return { ...tokens, costMicroUsd: Math.round(costUsd * 1e6), fromCache: fromCache ?? false };
}
