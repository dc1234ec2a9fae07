import { describe, expect, test } from '@jest/globals';
import { Arrivals, dueBy, PACES, RUSH_SHARE, SEEDED_SHARE } from '../../../bench/rollout/arrivals.js';

describe('pace', () => {
  test('tickets are due evenly over its time, and no more after it', () => {
    const pace = { share: 0.5, overMs: 10_000 };
    expect([0, 2_500, 10_000, 60_000].map((elapsedMs) => dueBy(pace, 200, elapsedMs))).toEqual([
      0, 25, 100, 100,
    ]);
  });

  test('some tickets are there at the start, and every step has its own', () => {
    expect(SEEDED_SHARE).toBeCloseTo(0.1);
    for (const { share } of Object.values(PACES)) expect(share).toBeGreaterThanOrEqual(0.1);
  });
});

/** A help desk that is waiting for this many tickets and takes a moment for each request. */
function helpDesk(toCome: number) {
  const desk = {
    toCome,
    opened: [] as number[],
    async arrive(atMost: number) {
      const count = Math.min(atMost, desk.toCome);
      await Promise.resolve();
      desk.toCome -= count;
      desk.opened.push(count);
    },
  };
  return desk;
}

describe('arrivals', () => {
  test('what a step did not get to comes when the next begins', async () => {
    const desk = helpDesk(40);
    const arrivals = new Arrivals(desk, 40);
    for (const share of [0.25, 0.5, 0.25]) await arrivals.go({ share, overMs: 3_600_000 });
    expect(desk.opened).toEqual([0, 10, 20]);
  });

  test('a rush comes at once, and never more than are still to come', async () => {
    const desk = helpDesk(41);
    const arrivals = new Arrivals(desk, 400);
    expect(await arrivals.rush()).toBe(400 * RUSH_SHARE);
    await Promise.all([arrivals.rush(), arrivals.rush(), arrivals.rush()]);
    expect(desk.opened).toEqual([20, 20, 1, 0]);
  });

  test('they go on until they are told to stop', async () => {
    const desk = helpDesk(5);
    const arrivals = new Arrivals(desk, 5);
    await arrivals.go({ share: 1, overMs: 1 });
    const stop = new AbortController();
    const running = arrivals.run(stop.signal);
    while (desk.toCome > 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(running).rejects.toThrow('aborted');
  });
});
