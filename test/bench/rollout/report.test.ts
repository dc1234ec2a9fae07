import { expect, test } from '@jest/globals';
import { asText, holds, type RolloutReport } from '../../../bench/rollout/report.js';

const report: RolloutReport = {
  machine: {
    cores: 2,
    cpu: 'a processor',
    memoryGiB: 8,
    system: 'Linux',
    node: 'v20.20.0',
    loadBefore: 0.1,
    at: '2026-11-22T00:00:00.000Z',
  },
  tickets: 100,
  writes: 98,
  runs: 101,
  byBuilds: { A: 60, 'C, B': 9 },
  straddling: 30,
  steps: [{ name: 'build B current', afterMs: 90_400, openRuns: 12 }],
  edits: 40,
  durationMs: 120_000,
  platform: { calls: 300, faulted: 20, faults: { reset: 5, conflict: 15 } },
  model: { calls: 100, faults: { badJson: 2, reset: 3 } },
  kills: { A: 1, B: 0, C: 2 },
  typed: [],
  promises: [{ name: 'lost', broken: [] }],
  checks: [{ name: 'runs that C worked on', seen: '12', holds: true }],
  keptIn: null,
};

test('runs by their builds, steps with the runs that were open, kills by build', () => {
  const text = asText(report);
  expect(text).toContain('A 60, C then B 9; open at a step 30');
  expect(text).toContain('| build B current | 90 s | 12 |');
  expect(text).toContain('SIGKILL: C 2, A 1');
  expect(text).toContain('| runs that C worked on | 12 | yes |');
  expect(holds(report)).toBe(true);
});

test('a broken promise and a step that did not do what it is for: both fail the run', () => {
  const promises = [{ name: 'duplicate notes', broken: ['7', '7'] }];
  const checks = [{ name: 'runs that C worked on', seen: '0', holds: false }];
  expect(holds({ ...report, promises })).toBe(false);
  expect(holds({ ...report, checks })).toBe(false);
  const text = asText({ ...report, promises, checks, keptIn: '/tmp/kept' });
  expect(text).toContain('| duplicate notes | 2 (tickets 7) |');
  expect(text).toContain('| runs that C worked on | 0 | NO |');
  expect(text).toContain('logs and stores: /tmp/kept');
});
