import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queueRates } from '../../src/domain/limits.js';

/** An activity on the reads queue stands for two requests. */
const perMinute = (limits: { requestsPerMinute: number; updatesPerMinute: number }) => {
  const { listingPerSecond, readsPerSecond, updatesPerSecond } = queueRates(limits);
  return { listing: listingPerSecond * 60, reads: 2 * readsPerSecond * 60, updates: updatesPerSecond * 60 };
};

describe('queueRates', () => {
  test('the plan of 400 requests and 100 updates is split without idle room', () => {
    const { listing, reads, updates } = perMinute({ requestsPerMinute: 400, updatesPerMinute: 100 });
    expect(listing).toBeLessThanOrEqual(10);
    expect(updates).toBeGreaterThan(90);
    expect(listing + reads + updates).toBeGreaterThan(0.9 * 400);
  });

  test('more updates allowed than requests can feed → two reads are left for each update', () => {
    const { reads, listing, updates } = perMinute({ requestsPerMinute: 300, updatesPerMinute: 300 });
    expect((reads + listing) / updates).toBeCloseTo(2);
  });

  test('where reads and updates take several requests each, all of them are counted', () => {
    const limits = {
      requestsPerMinute: 800,
      updatesPerMinute: 300,
      requestsPerRead: 3,
      requestsPerUpdate: 5,
    };
    const { listingPerSecond, readsPerSecond, updatesPerSecond } = queueRates(limits);
    expect(updatesPerSecond * 62).toBeCloseTo(100);
    expect((listingPerSecond + 3 * readsPerSecond + 5 * updatesPerSecond) * 62).toBeCloseTo(800);
  });

  test('a minute after a burst of two seconds stays within every limit, whatever the plan', () => {
    const plan = fc.record({
      requestsPerMinute: fc.integer({ min: 1, max: 10_000 }),
      updatesPerMinute: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(plan, (limits) => {
        const { listingPerSecond, readsPerSecond, updatesPerSecond } = queueRates(limits);
        const total = listingPerSecond + 2 * readsPerSecond + updatesPerSecond;
        for (const rate of [listingPerSecond, readsPerSecond, updatesPerSecond])
          expect(rate).toBeGreaterThan(0);
        expect(updatesPerSecond * 62).toBeLessThanOrEqual(limits.updatesPerMinute + 1e-9);
        expect(listingPerSecond * 62).toBeLessThanOrEqual(10 + 1e-9);
        expect(total * 62).toBeLessThanOrEqual(limits.requestsPerMinute + 1e-9);
      }),
    );
  });
});
