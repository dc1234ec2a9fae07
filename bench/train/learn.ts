import {
  featuresOf,
  prevails,
  type Learnt,
  type TrainedClassifier,
} from '../../src/domain/classifier/classifier.js';
import { crossValidated, trainField, type LabelledFeatures } from '../../src/domain/classifier/train.js';
import { shortHash } from '../../src/domain/prompt/triage-4.js';
import { classifyByRules, type RuleInput } from '../../src/domain/rules/classify.js';
import { FIELDS, type FieldKey } from '../../src/domain/verdict-fields.js';
import { cleanMessage } from '../../src/domain/text/clean-message.js';
import { scoreField } from '../eval/metrics.js';
import type { EvalCase } from '../eval/cases.js';

/** A label with fewer tickets is not learnt. */
const LEAST_OF_A_LABEL = 10;
/** A field with fewer tickets is not learnt. */
export const LEAST_OF_A_FIELD = 100;

/** How a field fared; macro-F1, 0 to 1, over the same tickets. */
export interface LearntReport {
  field: FieldKey;
  cases: number;
  rules: number | null;
  /** As it would be used: the classifier where it is sure, the rules elsewhere; trained without the ticket itself. */
  learnt: number | null;
  /** Only what beats the rules is kept. */
  kept: boolean;
}

/** Learns every field that the cases have labels for, and keeps those by which verdicts get better. */
export function learn(cases: readonly EvalCase[]): { classifier: TrainedClassifier; report: LearntReport[] } {
  const read = cases.map((item) => {
    const text = { subject: item.subject, messages: [cleanMessage(item.description)] };
    return { item, text, features: featuresOf(text) };
  });
  const fields: TrainedClassifier['fields'] = {};
  const report = FIELDS.map(({ key: field }): LearntReport => {
    const labelled = read.flatMap(({ item, text, features }) =>
      item[field] === undefined ? [] : [{ text, features, label: item[field] }],
    );
    const labels = frequentLabels(labelled);
    const usable = labelled.filter(({ label }) => labels.includes(label));
    const none = { field, cases: usable.length, rules: null, learnt: null, kept: false };
    if (usable.length < LEAST_OF_A_FIELD || labels.length < 2) return none;
    const compared = compare(field, usable, labels);
    if (compared.kept) fields[field] = trainField(usable, labels);
    return compared;
  });
  return { classifier: { id: shortHash(JSON.stringify(fields)), fields }, report };
}

type LabelledText = LabelledFeatures & { text: RuleInput };

function frequentLabels(labelled: readonly LabelledText[]): string[] {
  const counts = new Map<string, number>();
  for (const { label } of labelled) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].flatMap(([label, count]) => (count >= LEAST_OF_A_LABEL ? [label] : [])).sort();
}

function compare(field: FieldKey, usable: readonly LabelledText[], labels: string[]): LearntReport {
  const byRules = usable.map(({ text }) => classifyByRules(text).verdict[field] as string | undefined);
  const byClassifier = crossValidated(usable, labels);
  const together = byRules.map((label, index) => {
    const found = byClassifier[index] as Learnt;
    return prevails(found, labels, label) ? found.label : (label ?? '');
  });
  const score = (predicted: readonly (string | undefined)[]): number =>
    scoreField(
      usable.map(({ label }, index) => ({ actual: label, predicted: predicted[index] ?? '' })),
      labels,
    )?.macroF1 ?? 0;
  const [rules, learnt] = [score(byRules), score(together)];
  return { field, cases: usable.length, rules, learnt, kept: learnt > rules };
}
