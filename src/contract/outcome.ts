import type { PlatformName } from './names.js';
import type { ProcessTicketResult, TicketOutcome, WhyRejected } from './ticket.js';
import { refusalText } from '../domain/refusal.js';
import { takenOffText } from '../domain/undone.js';
import { namedLabelsOf, type NamedLabels } from '../domain/verdict-fields.js';
import { NO_USAGE, type Usage, type VerdictSource } from '../domain/verdict.js';

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
    ...namedLabelsOf(analysis),
    model,
    promptVersion,
    fallbackReason: fallbackReason ?? null,
  };
}

function costOf({ costUsd, fromCache, ...tokens }: Usage = NO_USAGE) {
  return { ...tokens, costMicroUsd: Math.round(costUsd * 1e6), fromCache: fromCache ?? false };
}

/** How a round of a ticket run ended; `failed`: it reached no result. */
export type OutcomeKind = TicketOutcome | 'failed';

/** Names one round of one ticket run. Recording a key twice counts once: the first record stays. */
export interface OutcomeKey {
  workflowId: string;
  runId: string;
  /** From 1. 0: not a round, but what was found out about a run after its end. */
  round: number;
}

/** What a verdict said and who gave it. */
export type OutcomeVerdict = NamedLabels & {
  source: VerdictSource;
  /** The model that answered, or `rules`. */
  model: string;
  promptVersion: string;
  /** A failure type of the model call; null when the model decided. */
  fallbackReason: string | null;
};

/** Labels and figures of one round. No ticket text and nobody's name: labels are cut to 100 characters. */
export interface OutcomeRecord extends OutcomeKey {
  tenant: string;
  platform: PlatformName;
  ticketId: string;
  kind: OutcomeKind;
  /** Why nothing was written, or the failure type; null for `updated` and `dryRun`. */
  why: string | null;
  /** What more there is to say: which rule takes our tag off, what the help desk refuses. Codes, names and IDs. */
  detail?: string;
  /** Null unless the round reached a verdict. */
  verdict: OutcomeVerdict | null;
  /** Who or what asked for the round. */
  reason: string;
  /** Null for `failed`, and where a person ended the run: the time until then is no latency. */
  latencyMs: number | null;
  inputTokens: number;
  /** Of `inputTokens`. */
  cachedInputTokens: number;
  outputTokens: number;
  /** Millionths of a USD, whole. */
  costMicroUsd: number;
  /** The verdict was found for an equal ticket. */
  fromCache: boolean;
  /** ISO 8601. */
  startedAt: string;
  /** ISO 8601. Decides to which period, hour and day the round belongs. */
  endedAt: string;
}

/** What stands in place of a ticket's ID once it was erased. */
export const ERASED = 'erased';
