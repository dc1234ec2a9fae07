import type { RuleInput } from '../rules/classify.js';
import { featuresOf } from './features.js';

/** The fields of a verdict that can be learnt. */
export const LEARNT_FIELDS = ['root_cause', 'urgency', 'sentiment'] as const;
export type LearntField = (typeof LEARNT_FIELDS)[number];

/** Multinomial logistic regression over the words of a ticket, for one field. */
export interface FieldModel {
  labels: string[];
  /** One for each label. */
  bias: number[];
  /** By feature: its inverse document frequency, and its weight for each label. */
  weights: Record<string, number[]>;
}

/** What is learnt from a user's own labelled tickets: `npm run train`. Holds single words and pairs of them, no text. */
export interface TrainedClassifier {
  /** Says what was learnt: 8 hex digits over everything else. */
  id: string;
  fields: Partial<Record<LearntField, FieldModel>>;
}

/** A label, and how probable the classifier takes it: 0 to 1. */
export interface Learnt {
  label: string;
  probability: number;
}

/** Below this the keyword rules know better. */
const LEAST_PROBABILITY = 0.5;

/**
 * The labels that go before those of the rules: what the classifier is sure enough of, unless the rules found a label
 * that it never saw. Linear in the length of the ticket's beginning.
 */
export function learntLabels(
  { fields }: TrainedClassifier,
  text: RuleInput,
  byRules: Readonly<Record<LearntField, string>>,
): Partial<Record<LearntField, string>> {
  const features = featuresOf(text);
  const labels: Partial<Record<LearntField, string>> = {};
  for (const field of LEARNT_FIELDS) {
    const model = fields[field];
    if (model === undefined) continue;
    const found = likeliest(model, features);
    if (prevails(found, model.labels, byRules[field])) labels[field] = found.label;
  }
  return labels;
}

/** Whether what was learnt goes before what the rules found. */
export const prevails = (found: Learnt, learnt: readonly string[], byRules: string): boolean =>
  found.probability >= LEAST_PROBABILITY && learnt.includes(byRules);

/** The likeliest label of one field. */
export function likeliest(model: FieldModel, features: ReadonlySet<string>): Learnt {
  const { labels, bias, weights } = model;
  const known = [...features].flatMap((feature) =>
    Object.hasOwn(weights, feature) ? [weights[feature] as number[]] : [],
  );
  const length = Math.hypot(...known.map(([idf = 0]) => idf)) || 1;
  const scores = labels.map((_label, at) =>
    known.reduce((sum, [idf = 0, ...ofLabel]) => sum + (idf / length) * (ofLabel[at] ?? 0), bias[at] ?? 0),
  );
  const probabilities = softmax(scores);
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { label: labels[best] as string, probability: probabilities[best] as number };
}

/** Scores as probabilities. */
export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const sum = raised.reduce((all, each) => all + each, 0);
  return raised.map((each) => each / sum);
}
