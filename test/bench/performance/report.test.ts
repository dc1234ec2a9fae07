import { expect, test } from '@jest/globals';
import { quantile } from '../../../bench/performance/numbers.js';
import { asTable } from '../../../bench/performance/report.js';

test('a row that does not hold says so', () => {
  const row = { what: 'memory', measured: '700 MiB', must: '600 MiB', goal: '400 MiB', holds: false };
  expect(asTable([row]).split('\n')).toEqual([
    '| what   | measured | must    | goal    | holds |',
    '| ------ | -------- | ------- | ------- | ----- |',
    '| memory | 700 MiB  | 600 MiB | 400 MiB | NO    |',
  ]);
});

test('quantiles are values that occurred, by nearest rank', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.95)).toBe(4);
  expect(quantile([], 0.5)).toBeNaN();
});
