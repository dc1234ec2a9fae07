import { describe, expect, test } from '@jest/globals';
import { MinuteWindow } from '../../simulators/minute-window.js';
import { RequestCounter } from '../../simulators/request-counter.js';

describe('RequestCounter', () => {
  test('maxPerMinute is the most within 60 seconds, not within a calendar minute', () => {
    const counter = new RequestCounter();
    for (const second of [0, 55, 58, 59, 61, 62, 118, 119]) counter.arrived('GET /', second * 1000);
    expect(counter.maxPerMinute).toBe(5);
    expect(counter.byRoute).toEqual({ 'GET /': 8 });
  });
});

describe('MinuteWindow', () => {
  test('allows the limit, refuses the rest, and begins again a minute after its first request', () => {
    const window = new MinuteWindow();
    const allowed = [0, 10, 20, 59_999, 60_000, 119_999].map((nowMs) => window.take(2, nowMs).allowed);
    expect(allowed).toEqual([true, true, false, false, true, true]);
  });

  test('says how many remain and when it begins again', () => {
    const window = new MinuteWindow();
    window.take(5, 1000);
    expect(window.take(5, 31_500)).toEqual({ allowed: true, limit: 5, remaining: 3, resetSeconds: 30 });
  });

  test('0 is no limit', () => {
    expect(new MinuteWindow().take(0, 0).allowed).toBe(true);
  });
});
