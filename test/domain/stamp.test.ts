import { expect, test } from '@jest/globals';
import { stampSettlesInMs } from '../../src/domain/settle-time.js';

test.each([
  ['2026-01-01T00:00:10Z', 2_000],
  ['2026-01-01T00:00:11Z', 1_000],
  ['2026-01-01T00:00:11.500Z', 500],
  ['2026-01-01T00:00:12Z', 0],
  ['2026-01-02T00:00:00Z', 0],
  ['2026-01-01T01:00:10+01:00', 2_000],
])('updated at second 10, read at %s → %d ms to wait', (readAt, expected) => {
  expect(stampSettlesInMs({ updatedAt: '2026-01-01T00:00:10Z', readAt })).toBe(expected);
});

test('an answer whose clock is behind the stamp waits until the stamp has settled by that clock', () => {
  expect(stampSettlesInMs({ updatedAt: '2026-01-01T00:00:10Z', readAt: '2026-01-01T00:00:09Z' })).toBe(3_000);
});
