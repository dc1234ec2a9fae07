import { likeliest, softmax, type FieldModel, type Learnt } from './classifier.js';

/** A ticket's features, and the label that a person gave it. */
export interface LabelledFeatures {
  features: ReadonlySet<string>;
  label: string;
}

/** A word that fewer tickets have tells of those tickets, and of their writers. */
const LEAST_TICKETS = 3;
/** What more tickets have says nothing. */
const MOST_SHARE = 0.5;
const MOST_FEATURES = 20_000;
const EPOCHS = 40;
const RATE = 0.5;
const DECAY = 0.1;
const SHRINKAGE = 1e-4;
const DIGITS = 4;

/**
 * Fits multinomial logistic regression by stochastic gradient descent over TF-IDF of unit length. Deterministic: the
 * same cases in the same order give the same model.
 */
export function trainField(cases: readonly LabelledFeatures[], labels: readonly string[]): FieldModel {
  const idf = inverseFrequencies(cases);
  const weights = new Map([...idf.keys()].map((feature) => [feature, labels.map(() => 0)]));
  const bias = labels.map(() => 0);
  const vectors = mixed(cases).map(({ features, label }) => ({
    terms: vectorOf(features, idf, weights),
    wanted: labels.indexOf(label),
  }));
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + DECAY * epoch);
    for (const { terms, wanted } of vectors) {
      const scores = bias.map((start, at) =>
        terms.reduce((sum, { value, ofLabels }) => sum + value * (ofLabels[at] as number), start),
      );
      softmax(scores).forEach((probability, at) => {
        const error = probability - (at === wanted ? 1 : 0);
        bias[at] = (bias[at] as number) - rate * error;
        for (const { value, ofLabels } of terms) {
          const before = ofLabels[at] as number;
          ofLabels[at] = before - rate * (error * value + SHRINKAGE * before);
        }
      });
    }
  }
  const rows = [...weights].map(([feature, ofLabels]) => [
    feature,
    [idf.get(feature) as number, ...ofLabels].map(rounded),
  ]);
  return {
    labels: [...labels],
    bias: bias.map(rounded),
    weights: Object.fromEntries(rows) as Record<string, number[]>,
  };
}

/** For each case the label of a model that was trained without it and a fifth of the others. */
export function crossValidated(
  cases: readonly LabelledFeatures[],
  labels: readonly string[],
  folds = 5,
): Learnt[] {
  const found = new Map<number, Learnt>();
  for (let fold = 0; fold < folds; fold += 1) {
    const model = trainField(
      cases.filter((_case, index) => index % folds !== fold),
      labels,
    );
    cases.forEach(({ features }, index) => {
      if (index % folds === fold) found.set(index, likeliest(model, features));
    });
  }
  return cases.map((_case, index) => found.get(index) as Learnt);
}

function inverseFrequencies(cases: readonly LabelledFeatures[]): Map<string, number> {
  const tickets = new Map<string, number>();
  for (const { features } of cases)
    for (const feature of features) tickets.set(feature, (tickets.get(feature) ?? 0) + 1);
  return new Map(
    [...tickets]
      .filter(([, count]) => count >= LEAST_TICKETS && count <= cases.length * MOST_SHARE)
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_FEATURES)
      .map(([feature, count]) => [feature, Math.log(cases.length / count)]),
  );
}

function vectorOf(
  features: ReadonlySet<string>,
  idf: ReadonlyMap<string, number>,
  weights: ReadonlyMap<string, number[]>,
): { value: number; ofLabels: number[] }[] {
  const known = [...features].filter((feature) => idf.has(feature));
  const length = Math.hypot(...known.map((feature) => idf.get(feature) as number)) || 1;
  return known.map((feature) => ({
    value: (idf.get(feature) as number) / length,
    ofLabels: weights.get(feature) as number[],
  }));
}

/** Files are often sorted by label, which descent must not see: a fixed stride visits each case once. */
function mixed<T>(items: readonly T[]): T[] {
  const stride = [7_919, 6_101, 4_999].find((prime) => items.length % prime !== 0) ?? 1;
  return items.map((_item, index) => items[(index * stride) % items.length] as T);
}

const rounded = (value: number): number => Number(value.toFixed(DIGITS));
