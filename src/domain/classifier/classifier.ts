import { type RuleInput, classifyByRules, describeByLabels } from '../rules/classify.js';
import type { FiredRule } from '../rules/types.js';
import { FIELDS, labelsOf, type FieldKey, type Labels } from '../verdict-fields.js';
import type { Verdict } from '../verdict.js';
import { fold } from '../rules/phrases.js';

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
  fields: Partial<Record<FieldKey, FieldModel>>;
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
  byRules: Readonly<Partial<Record<FieldKey, string>>>,
): Partial<Record<FieldKey, string>> {
  const features = featuresOf(text);
  const labels: Partial<Record<FieldKey, string>> = {};
  for (const { key } of FIELDS) {
    const model = fields[key];
    if (model === undefined) continue;
    const found = likeliest(model, features);
    if (prevails(found, model.labels, byRules[key])) labels[key] = found.label;
  }
  return labels;
}

/** Whether what was learnt goes before what the rules found. */
export const prevails = (found: Learnt, learnt: readonly string[], byRules: string | undefined): boolean =>
  found.probability >= LEAST_PROBABILITY && (byRules === undefined || learnt.includes(byRules));

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

/** The keyword rules' verdict, with the labels that a classifier is sure of in place of theirs. Pure and quick. */
export function classifyLearnt(
  classifier: TrainedClassifier,
  text: RuleInput,
): { verdict: Verdict; fired: FiredRule[]; learnt: FieldKey[] } {
  const { verdict, fired } = classifyByRules(text);
  const byRules = labelsOf(verdict);
  const found = learntLabels(classifier, text, byRules);
  const labels: Labels = { ...byRules, ...(found as Partial<Labels>) };
  return {
    verdict: { summary: describeByLabels(labels, text), ...labels },
    fired,
    learnt: Object.keys(found) as FieldKey[],
  };
}

const WORD = /[\p{L}\p{N}_]{1,40}|[!?]/gu;
/** People say what they want early. */
const SUBJECT_WORDS = 40;
const MESSAGE_WORDS = 300;
const LONGEST_TEXT = 8_000;
/** Sets the words of a subject apart from the same words in a message. */
const OF_SUBJECT = 'subject:';

/** Words and pairs of words, each once, without case and accents. */
export function featuresOf({ subject, messages }: RuleInput): Set<string> {
  const features = new Set<string>();
  add(features, OF_SUBJECT, wordsOf(subject, SUBJECT_WORDS));
  add(features, '', wordsOf(messages.join('\n'), MESSAGE_WORDS));
  return features;
}

function add(features: Set<string>, prefix: string, words: readonly string[]): void {
  words.forEach((word, index) => {
    features.add(`${prefix}${word}`);
    if (index > 0) features.add(`${prefix}${words[index - 1]} ${word}`);
  });
}

const wordsOf = (text: string, most: number): string[] =>
  (fold(text.slice(0, LONGEST_TEXT)).match(WORD) ?? []).slice(0, most);
