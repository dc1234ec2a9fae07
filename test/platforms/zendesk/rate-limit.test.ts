import { describe, expect, test } from '@jest/globals';
import { accountRateLimit, rateLimitWaitMs } from '../../../src/platforms/zendesk/limits.js';

const DATE = 'Fri, 18 Sep 2026 10:00:00 GMT';
const NOW_MS = Date.parse('2030-01-01T00:00:00Z');

describe('rateLimitWaitMs', () => {
  test.each([
    [
      'x-rate-limit',
      { 'x-rate-limit': '700', 'x-rate-limit-remaining': '0', 'rate-limit-reset': '43' },
      43_000,
    ],
    ['rate-limit', { 'rate-limit': '700', 'rate-limit-remaining': '0', 'rate-limit-reset': '5' }, 5_000],
    [
      'ratelimit-limit',
      { 'ratelimit-limit': '700', 'ratelimit-remaining': '0', 'ratelimit-reset': '7' },
      7_000,
    ],
    [
      'zendesk-ratelimit-*',
      { 'zendesk-ratelimit-tickets-index': 'total=100; remaining=0; resets=17' },
      17_000,
    ],
    [
      'zendesk-rate-limit-*',
      { 'zendesk-rate-limit-tags-index': 'total=100; remaining=0; resets=52' },
      52_000,
    ],
    ['a Unix time', { 'rate-limit-reset': String(Date.parse(DATE) / 1000 + 9), date: DATE }, 9_000],
    ['nothing', {}, undefined],
    ['rubbish', { 'rate-limit-reset': 'soon', 'zendesk-ratelimit-x': 'full' }, undefined],
  ])('%s', (_title, headers, expected) => {
    expect(rateLimitWaitMs(headers, NOW_MS)).toBe(expected);
  });

  test('Retry-After wins over every reset', () => {
    expect(rateLimitWaitMs({ 'retry-after': '3', 'rate-limit-reset': '50' }, NOW_MS)).toBe(3_000);
  });

  test('the reset of the limit that is used up wins over the others', () => {
    const headers = {
      'rate-limit': '700',
      'rate-limit-remaining': '650',
      'rate-limit-reset': '5',
      'zendesk-rate-limit-incremental-exports': 'total=10; remaining=0; resets=31',
      'zendesk-rate-limit-tickets-index': 'total=100; remaining=9; resets=60',
    };
    expect(rateLimitWaitMs(headers, NOW_MS)).toBe(31_000);
  });
});

describe('accountRateLimit', () => {
  test.each([
    [{ 'x-rate-limit': '700', 'x-rate-limit-remaining': '699' }],
    [{ 'rate-limit': '700', 'rate-limit-remaining': '699' }],
    [{ 'ratelimit-limit': '700', 'ratelimit-remaining': '699' }],
  ])('%j', (headers) => {
    expect(accountRateLimit(headers)).toEqual({ limit: 700, remaining: 699 });
  });

  test('half of it is nothing', () => {
    expect(accountRateLimit({ 'x-rate-limit': '700' })).toBeUndefined();
  });
});
