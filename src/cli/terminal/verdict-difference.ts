import type { RootCause, Sentiment, Urgency, Verdict, VerdictSource } from '../../domain/verdict.js';

/** The labels of a verdict, and who gave it. */
export interface VerdictLabels {
  source: VerdictSource;
  rootCause: RootCause;
  urgency: Urgency;
  sentiment: Sentiment;
}

/** What a value was and would be; `from` is null where there was no verdict, or none is known. */
export interface Change<Value> {
  from: Value | null;
  to: Value;
}

/** The verdict that stands on a ticket beside the one that it would get. No text. */
export interface VerdictDifference {
  /** `first`: none is known to stand. `same`: labels and source are those that stand. */
  kind: 'first' | 'same' | 'other';
  rootCause: Change<RootCause>;
  urgency: Change<Urgency>;
  sentiment: Change<Sentiment>;
  source: Change<VerdictSource>;
}

/** Compares the verdict that stands with a new one. Summaries are not compared: the old one is kept nowhere but in its note. */
export function verdictDifference(
  old: VerdictLabels | null,
  { analysis, source }: { analysis: Verdict; source: VerdictSource },
): VerdictDifference {
  const changes = {
    rootCause: { from: old?.rootCause ?? null, to: analysis.root_cause },
    urgency: { from: old?.urgency ?? null, to: analysis.urgency },
    sentiment: { from: old?.sentiment ?? null, to: analysis.sentiment },
    source: { from: old?.source ?? null, to: source },
  };
  const isSame = Object.values(changes).every(({ from, to }) => from === to);
  return { kind: old === null ? 'first' : isSame ? 'same' : 'other', ...changes };
}
