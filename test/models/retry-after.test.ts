import { expect, test } from '@jest/globals';
import { retryAfterMs } from '../../src/models/errors.js';

const NOW = Date.parse('2026-01-01T00:00:00Z');

test.each<[string, Record<string, string>, number | undefined]>([
  ['seconds', { 'retry-after': '30' }, 30_000],
  ['fractions of a second are rounded up', { 'retry-after': '0.2501' }, 251],
  ['an HTTP date', { 'retry-after': 'Thu, 01 Jan 2026 00:01:00 GMT' }, 60_000],
  ['a date in the past is no wait', { 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT' }, 0],
  ['milliseconds win', { 'retry-after': '30', 'retry-after-ms': '1500' }, 1_500],
  ['nothing said', {}, undefined],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['a negative number', { 'retry-after': '-5' }, undefined],
])('%s', (_, headers, expected) => {
  expect(retryAfterMs(new Headers(headers), NOW)).toBe(expected);
});
