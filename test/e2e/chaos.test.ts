import { expect, jest, test } from '@jest/globals';
import { faultedShare } from '../../bench/chaos/report.js';
import { runChaos } from '../../bench/chaos/run.js';

jest.setTimeout(300_000);

test('60 tickets under faults, edits and a kill of everybody: nothing lost, nothing twice, people win', async () => {
  const lines: string[] = [];
  const report = await runChaos({
    tickets: 60,
    seed: 1,
    atLeastKills: 3,
    atMostKills: 3,
    killPace: { gapMs: [1_000, 3_000], restMs: [3_000, 5_000] },
    arrivalShare: 0.3,
    say: (line) => lines.push(line),
  });
  const broken = report.promises.filter((promise) => promise.broken.length > 0);
  expect({ broken, keptIn: report.keptIn, lines: broken.length > 0 ? lines : [] }).toEqual({
    broken: [],
    keptIn: null,
    lines: [],
  });
  expect(report.tickets).toBeGreaterThanOrEqual(60);
  expect(Object.values(report.kills)).toEqual([1, 1, 1].map(() => expect.any(Number)));
  expect(Math.min(...Object.values(report.kills))).toBeGreaterThanOrEqual(1);
  expect(faultedShare(report)).toBeGreaterThan(0.1);
});
