import { classifyByRules, type RuleInput } from '../rules/classify.js';
import { describeByLabels } from '../rules/describe.js';
import type { FiredRule } from '../rules/types.js';
import type { Verdict } from '../verdict.js';
import { learntLabels, type LearntField, type TrainedClassifier } from './classifier.js';

/** The keyword rules' verdict, with the labels that a classifier is sure of in place of theirs. Pure and quick. */
export function classifyLearnt(
  classifier: TrainedClassifier,
  text: RuleInput,
): { verdict: Verdict; fired: FiredRule[]; learnt: LearntField[] } {
  const { verdict, fired } = classifyByRules(text);
  const { root_cause, urgency, sentiment } = verdict;
  const found = learntLabels(classifier, text, { root_cause, urgency, sentiment });
  const labels = { ...{ root_cause, urgency, sentiment }, ...(found as Partial<Verdict>) };
  return {
    verdict: { summary: describeByLabels(labels, text), ...labels },
    fired,
    learnt: Object.keys(found) as LearntField[],
  };
}
