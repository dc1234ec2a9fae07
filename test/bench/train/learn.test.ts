import { describe, expect, test } from '@jest/globals';
import { learn } from '../../../bench/train/learn.js';
import { learntLabels, type TrainedClassifier } from '../../../src/domain/classifier/classifier.js';
import { labelledTickets } from '../../support/labelled-tickets.js';

const CASES = labelledTickets(150);
const BY_RULES = { root_cause: 'other', urgency: 'medium', sentiment: 'neutral' };
const learntOf = (classifier: TrainedClassifier, text: string, byRules = BY_RULES) =>
  learntLabels(classifier, { subject: '', messages: [text] }, byRules).root_cause;

describe('what is learnt of words that the rules do not know', () => {
  const { classifier, report } = learn(CASES);

  test('beats the rules, and is kept', () => {
    const [rootCause] = report;
    expect(rootCause).toMatchObject({ field: 'root_cause', cases: 150, kept: true });
    expect(rootCause?.learnt).toBeGreaterThan(0.95);
    expect(rootCause?.rules).toBeLessThan(0.5);
  });

  test.each([
    ['Our gizmo is gone', 'bug'],
    ['I want that widget', 'feature'],
    ['What is on sunday', 'other'],
  ])('%s → %s', (text, label) => {
    expect(learntOf(classifier, text)).toBe(label);
  });

  test('a ticket without a word that it knows is left to the rules', () => {
    expect(learntOf(classifier, 'Zebras')).toBeUndefined();
  });

  test('a label that the rules found and it never saw stays', () => {
    expect(learntOf(classifier, 'The gizmo', { ...BY_RULES, root_cause: 'refund' })).toBeUndefined();
  });

  test('fields that nobody labelled are not there', () => {
    expect(Object.keys(classifier.fields)).toEqual(['root_cause']);
    expect(report.slice(1)).toMatchObject([
      { field: 'urgency', cases: 0, learnt: null, kept: false },
      { field: 'sentiment', cases: 0, learnt: null, kept: false },
    ]);
  });

  test('the same tickets give the same classifier, other tickets another', () => {
    expect(learn(CASES).classifier).toEqual(classifier);
    expect(learn(CASES.slice(0, 120)).classifier.id).not.toBe(classifier.id);
  });

  test('it holds only words of three tickets and more: no number, no name of one', () => {
    const words = Object.keys(classifier.fields.root_cause!.weights);
    expect(words).toContain('gizmo');
    expect(words.filter((word) => /\d/.test(word))).toEqual([]);
  });
});

test('tickets sorted by their label are learnt as well', () => {
  const sorted = [...CASES].sort((one, other) => one.root_cause!.localeCompare(other.root_cause!));
  expect(learn(sorted).report[0]?.learnt).toBeGreaterThan(0.95);
});

test('labels that say nothing do not beat the rules, and are not kept', () => {
  const cases = CASES.map((item, index) => ({
    ...{ ...item, description: 'The export crashes with an error.' },
    root_cause: index % 5 === 0 ? ('feature' as const) : ('bug' as const),
  }));
  const { classifier, report } = learn(cases);
  expect(report[0]).toMatchObject({ cases: 150, kept: false });
  expect(classifier.fields).toEqual({});
});

test('too few tickets, or one label only: nothing is learnt', () => {
  expect(learn(CASES.slice(0, 99)).report[0]).toMatchObject({ cases: 99, learnt: null, kept: false });
  const bugs = Array.from({ length: 120 }, () => CASES[0]!);
  expect(learn(bugs).report[0]).toMatchObject({ cases: 120, learnt: null, kept: false });
});
