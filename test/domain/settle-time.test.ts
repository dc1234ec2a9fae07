import { describe, expect, test } from '@jest/globals';
import { LONGEST_SETTLE_TIMES, quietInMs } from '../../src/domain/settle-time.js';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

describe('quietInMs', () => {
  test.each([
    ['written just now', { since: at(0), readAt: at(0) }, 30_000],
    ['written 10 s before it was read', { since: at(0), readAt: at(10) }, 20_000],
    ['and read 5 s ago', { since: at(0), readAt: at(10), agoMs: 5_000 }, 15_000],
    ['written as long ago as the settle time', { since: at(0), readAt: at(30) }, 0],
    ['written long ago', { since: at(0), readAt: at(3_000) }, 0],
    ['written later than it was read, as clocks may say', { since: at(40), readAt: at(0) }, 30_000],
    ['waited for nearly long enough', { since: at(0), readAt: at(0), waitedMs: 299_000 }, 1_000],
    ['waited for long enough', { since: at(0), readAt: at(0), waitedMs: 300_000 }, 0],
    ['waited for too long', { since: at(0), readAt: at(0), waitedMs: 400_000 }, 0],
  ])('%s → %j', (_case, given, expected) => {
    expect(quietInMs({ settleSeconds: 30, agoMs: 0, waitedMs: 0, ...given })).toBe(expected);
  });

  test('a customer who never stops is waited for ten settle times', () => {
    expect(LONGEST_SETTLE_TIMES).toBe(10);
  });
});
