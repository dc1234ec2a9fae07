import { FIELDS, type FieldKey } from '../../src/domain/verdict-fields.js';
import type { SetReport } from './evaluate.js';
import type { FieldScore } from './metrics.js';

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

/** A report for the terminal. */
export function asTable(path: string, { set, cases, ...report }: SetReport): string {
  const { falseAlarms, alarmPrecision, unusable, latencyMs, costUsd, tokens } = report;
  const more: Partial<Record<FieldKey, string[]>> = {
    root_cause:
      falseAlarms === null
        ? []
        : [
            `  refund false alarms ${falseAlarms.wrong} of ${falseAlarms.cases} (${percent(falseAlarms.share)}), precision ${percent(alarmPrecision)}`,
          ],
    urgency: Object.entries(report.urgencyBySlice).map(
      ([slice, { cases: count, accuracy, labels }]) =>
        `    ${slice}: ${count} cases, accuracy ${percent(accuracy)}, high found ${percent(labels.high?.recall ?? null)}`,
    ),
  };
  const lines = [
    `${set} · ${path} · ${cases} cases`,
    ...FIELDS.flatMap(({ key }) => [...field(key, report[key]), ...(more[key] ?? [])]),
    ...Object.entries(report.calibration).map(
      ([name, { expectedError, brier, above }]) =>
        `  confidence in ${name}: expected error ${percent(expectedError)}, Brier ${brier.toFixed(3)}; right above a threshold: ${above
          .map(({ threshold, share, accuracy }) => `${threshold} ${percent(accuracy)} of ${percent(share)}`)
          .join(', ')}`,
    ),
    ...Object.entries(unusable).map(([reason, count]) => `  unusable ${count}: ${reason}`),
    `  latency ms: median ${latencyMs.median.toFixed(2)}, p95 ${latencyMs.p95.toFixed(2)}`,
  ];
  if (tokens.input > 0) {
    const each = (count: number): string => (count / Math.max(1, cases)).toFixed(0);
    lines.push(
      `  tokens a case: ${each(tokens.input)} in (${each(tokens.cachedInput)} cached), ${each(tokens.output)} out; cost median $${costUsd.median.toFixed(6)}, total $${costUsd.total.toFixed(4)}`,
    );
  }
  return lines.join('\n');
}

function field(name: string, score: FieldScore | null): string[] {
  if (score === null) return [];
  return [
    `  ${name}: ${score.cases} cases, accuracy ${percent(score.accuracy)}, macro-F1 ${score.macroF1.toFixed(3)}`,
    ...Object.entries(score.labels).map(([label, { support, recall, precision, f1 }]) => {
      const row = Object.entries(score.confusion[label] ?? {}).map(
        ([predicted, count]) => `${predicted} ${count}`,
      );
      return `    ${label.padEnd(9)} n ${String(support).padStart(4)}  recall ${percent(recall).padStart(7)}  precision ${percent(precision).padStart(7)}  F1 ${f1?.toFixed(3) ?? '–'}  called: ${row.join(', ') || '–'}`;
    }),
  ];
}
