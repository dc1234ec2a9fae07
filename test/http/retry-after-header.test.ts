import { describe, expect, test } from '@jest/globals';
import { retryAfterMs } from '../../src/http/waiting.js';

const DATE = 'Fri, 18 Sep 2026 10:00:00 GMT';
const NOW_MS = Date.parse('2030-01-01T00:00:00Z');

describe('retryAfterMs', () => {
  test.each([
    ['37', 37_000],
    ['0', 0],
    ['1.5', 1_500],
    [' 2 ', 2_000],
    ['Fri, 18 Sep 2026 10:01:30 GMT', 90_000],
    ['Fri, 18 Sep 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j → %s ms, dates against the Date of the answer', (value, expected) => {
    expect(retryAfterMs({ 'retry-after': value, date: DATE }, NOW_MS)).toBe(expected);
  });

  test('without a Date in the answer a date is read against our clock', () => {
    expect(retryAfterMs({ 'retry-after': 'Tue, 01 Jan 2030 00:00:10 GMT' }, NOW_MS)).toBe(10_000);
  });
});
