import { expect, test } from '@jest/globals';
import { sample } from '../../../bench/eval/cases.js';
import { percentile, scoreField } from '../../../bench/eval/metrics.js';

test('recall, precision, F1, accuracy and confusion by hand', () => {
  const judged = [
    { actual: 'a', predicted: 'a' },
    { actual: 'a', predicted: 'a' },
    { actual: 'a', predicted: 'b' },
    { actual: 'b', predicted: 'b' },
    { actual: 'b', predicted: null },
  ];
  const score = scoreField(judged, ['a', 'b', 'c']);
  expect(score?.accuracy).toBeCloseTo(3 / 5);
  expect(score?.labels.a).toMatchObject({ support: 3, predicted: 2, recall: 2 / 3, precision: 1, f1: 0.8 });
  expect(score?.labels.b).toMatchObject({ support: 2, predicted: 2, recall: 0.5, precision: 0.5, f1: 0.5 });
  expect(score?.labels).not.toHaveProperty('c');
  expect(score?.macroF1).toBeCloseTo(0.65);
  expect(score?.confusion).toEqual({ a: { a: 2, b: 1 }, b: { b: 1, none: 1 } });
});

test('nothing judged gives no score', () => {
  expect(scoreField([], ['a'])).toBeNull();
});

test('percentiles of few values', () => {
  expect(percentile([], 0.5)).toBe(0);
  expect(percentile([3, 1, 2], 0.5)).toBe(2);
  expect(percentile([3, 1, 2], 0.95)).toBe(3);
});

test('a sample spreads over the whole set', () => {
  const cases = Array.from({ length: 10 }, (_, index) => ({ subject: String(index), description: '' }));
  expect(sample(cases, 3).map(({ subject }) => subject)).toEqual(['0', '3', '6']);
  expect(sample(cases, 20)).toHaveLength(10);
});
