import { expect, test } from '@jest/globals';
import { budgetLevel, budgetText, monthOf } from '../../src/domain/limits.js';

test.each([
  [7.999, 'ok'],
  [8, 'warning'],
  [9.999, 'warning'],
  [10, 'exhausted'],
  [12, 'exhausted'],
] as const)('$%s of $10 → %s', (spentUsd, level) => {
  expect(budgetLevel({ budgetUsd: 10, spentUsd })).toBe(level);
});

test('a budget of nothing is exhausted before anything is spent', () => {
  expect(budgetLevel({ budgetUsd: 0, spentUsd: 0 })).toBe('exhausted');
  expect(budgetText({ budgetUsd: 0, spentUsd: 0 })).toContain('100 %');
});

test('100 % is not said before it is spent', () => {
  expect(budgetText({ budgetUsd: 10, spentUsd: 9.999 })).toBe("$10.00 of this month's $10.00 spent (99 %)");
});

test('a month begins at midnight UTC', () => {
  expect(monthOf(new Date('2026-03-01T00:30:00+02:00'))).toBe('2026-02');
  expect(monthOf(new Date('2026-03-01T00:00:00Z'))).toBe('2026-03');
});
