/** One judged case: the label somebody gave and the label that came out; null when there was no usable answer. */
export interface Judged<L extends string> {
  actual: L;
  predicted: L | null;
}

/** One label against all others; null where there is nothing to divide by. */
export interface LabelScore {
  support: number;
  predicted: number;
  recall: number | null;
  precision: number | null;
  f1: number | null;
}

/** One field over all cases that have a label for it. */
export interface FieldScore {
  cases: number;
  accuracy: number;
  /** Mean F1 over the labels that occur among the actual ones. */
  macroF1: number;
  labels: Record<string, LabelScore>;
  /** confusion[actual][predicted] → cases; `none` is no usable answer. */
  confusion: Record<string, Record<string, number>>;
}

/** Scores one field. Null when no case has a label for it. */
export function scoreField<L extends string>(
  judged: readonly Judged<L>[],
  labels: readonly L[],
): FieldScore | null {
  if (judged.length === 0) return null;
  const confusion: Record<string, Record<string, number>> = {};
  for (const { actual, predicted } of judged) {
    const row = (confusion[actual] ??= {});
    const column = predicted ?? 'none';
    row[column] = (row[column] ?? 0) + 1;
  }
  const scores = labels.map((label) => [label, scoreLabel(judged, label)] as const);
  const occurring = scores.filter(([, { support }]) => support > 0);
  return {
    cases: judged.length,
    accuracy: judged.filter(({ actual, predicted }) => actual === predicted).length / judged.length,
    macroF1: occurring.reduce((sum, [, { f1 }]) => sum + (f1 ?? 0), 0) / occurring.length,
    labels: Object.fromEntries(scores.filter(([, { support, predicted }]) => support + predicted > 0)),
    confusion,
  };
}

function scoreLabel<L extends string>(judged: readonly Judged<L>[], label: L): LabelScore {
  const support = judged.filter(({ actual }) => actual === label).length;
  const predicted = judged.filter((item) => item.predicted === label).length;
  const hits = judged.filter((item) => item.actual === label && item.predicted === label).length;
  return {
    support,
    predicted,
    recall: support === 0 ? null : hits / support,
    precision: predicted === 0 ? null : hits / predicted,
    f1: support + predicted === 0 ? null : (2 * hits) / (support + predicted),
  };
}

/** The value below which the share of the values lies; 0 without values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
