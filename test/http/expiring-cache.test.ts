import { describe, expect, test } from '@jest/globals';
import { ExpiringCache } from '../../src/http/expiring-cache.js';

describe('ExpiringCache', () => {
  test('forgets after its lifetime, counted from the last set', () => {
    let nowMs = 0;
    const cache = new ExpiringCache<string>({ maxEntries: 5, lifetimeMs: 100, nowMs: () => nowMs });
    cache.set('a', 'old');
    nowMs = 60;
    cache.set('a', 'new');
    nowMs = 159;
    expect(cache.get('a')).toBe('new');
    nowMs = 160;
    expect(cache.get('a')).toBeUndefined();
  });

  test('is bounded: what was set longest ago goes first', () => {
    const cache = new ExpiringCache<number>({ maxEntries: 2, lifetimeMs: 1_000 });
    cache.set('a', 1);
    cache.set('b', 2);
    cache.set('a', 3);
    cache.set('c', 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([3, undefined, 4]);
  });
});
