import { forEachField, VERDICT_FIELDS, type FieldKey } from '../../src/domain/verdict-fields.js';
import { calibrate, type Calibration } from './calibration.js';
import type { EvalCase, EvalSet } from './cases.js';
import type { Answer, Classifier } from './classifiers.js';
import { type FieldScore, percentile, scoreField } from './metrics.js';

/** All figures of one set on one path. Shares are 0 to 1. */
export interface SetReport extends Record<FieldKey, FieldScore | null> {
  set: string;
  cases: number;
  /** Urgency by slice (language), where the set has slices. */
  urgencyBySlice: Record<string, FieldScore>;
  /** Of cases known not to be of a root cause: how many were given it all the same. */
  falseAlarms: { cases: number; wrong: number; share: number } | null;
  /** Right and wrong assignments of the label that false alarms are about. */
  alarmPrecision: number | null;
  /** By field; fields whose labels' probabilities nobody told are absent. */
  calibration: Partial<Record<FieldKey, Calibration>>;
  unusable: Record<string, number>;
  latencyMs: { median: number; p95: number };
  costUsd: { total: number; median: number };
  tokens: { input: number; cachedInput: number; output: number };
}

type Judgement = { item: EvalCase; answer: Answer };

/** Runs one set through a classifier, `concurrency` cases at a time, and scores every labelled field. */
export async function evaluate(set: EvalSet, classify: Classifier, concurrency: number): Promise<SetReport> {
  const judgements: Judgement[] = [];
  const queue = set.cases.values();
  const work = async (): Promise<void> => {
    for (const item of queue) judgements.push({ item, answer: await classify(item) });
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return report(set.name, judgements);
}

function report(set: string, judgements: readonly Judgement[]): SetReport {
  const answers = judgements.map(({ answer }) => answer);
  const slices = new Set(judgements.flatMap(({ item }) => item.slice ?? []));
  const unusable: Record<string, number> = {};
  for (const { failure } of answers) if (failure !== null) unusable[failure] = (unusable[failure] ?? 0) + 1;
  const sum = (read: (answer: Answer) => number): number =>
    answers.reduce((total, answer) => total + read(answer), 0);
  return {
    set,
    cases: judgements.length,
    ...forEachField('key', ({ key }) => score(judgements, key)),
    urgencyBySlice: Object.fromEntries(
      [...slices].sort().flatMap((slice) => {
        const scored = score(
          judgements.filter(({ item }) => item.slice === slice),
          'urgency',
        );
        return scored === null ? [] : [[slice, scored]];
      }),
    ),
    ...alarms(judgements),
    calibration: calibrations(judgements),
    unusable,
    latencyMs: {
      median: percentile(
        answers.map(({ latencyMs }) => latencyMs),
        0.5,
      ),
      p95: percentile(
        answers.map(({ latencyMs }) => latencyMs),
        0.95,
      ),
    },
    costUsd: {
      total: sum(({ usage }) => usage.costUsd),
      median: percentile(
        answers.map(({ usage }) => usage.costUsd),
        0.5,
      ),
    },
    tokens: {
      input: sum(({ usage }) => usage.inputTokens),
      cachedInput: sum(({ usage }) => usage.cachedInputTokens),
      output: sum(({ usage }) => usage.outputTokens),
    },
  };
}

function score(judgements: readonly Judgement[], field: FieldKey): FieldScore | null {
  const judged = judgements.flatMap(({ item, answer }) => {
    const actual: string | undefined = item[field];
    return actual === undefined ? [] : [{ actual, predicted: answer.verdict?.[field] ?? null }];
  });
  return scoreField<string>(judged, VERDICT_FIELDS[field].labels);
}

function calibrations(judgements: readonly Judgement[]): SetReport['calibration'] {
  return forEachField(
    'key',
    ({ key }) =>
      calibrate(
        judgements.flatMap(({ item, answer }) => {
          const confidence = answer.confidence?.[key];
          const actual = item[key];
          return confidence === undefined || actual === undefined
            ? []
            : [{ confidence, isRight: answer.verdict?.[key] === actual }];
        }),
      ) ?? undefined,
  );
}

function alarms(judgements: readonly Judgement[]): Pick<SetReport, 'falseAlarms' | 'alarmPrecision'> {
  const clear = judgements.filter(({ item }) => item.not_root_cause !== undefined);
  if (clear.length === 0) return { falseAlarms: null, alarmPrecision: null };
  const wrong = clear.filter(({ item, answer }) => answer.verdict?.root_cause === item.not_root_cause).length;
  const label = clear[0]?.item.not_root_cause;
  const right = judgements.filter(
    ({ item, answer }) => item.root_cause === label && answer.verdict?.root_cause === label,
  ).length;
  return {
    falseAlarms: { cases: clear.length, wrong, share: wrong / clear.length },
    alarmPrecision: right + wrong === 0 ? null : right / (right + wrong),
  };
}
