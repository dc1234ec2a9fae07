import { expect, test } from '@jest/globals';
import { asText, faultedShare, holds, type ChaosReport } from '../../../bench/chaos/report.js';

const report: ChaosReport = {
  machine: {
    cores: 2,
    cpu: 'a processor',
    memoryGiB: 8,
    system: 'Linux',
    node: 'v20.20.0',
    loadBefore: 0.1,
    at: '2026-11-22T00:00:00.000Z',
  },
  seed: 3,
  plan: 'abc',
  tickets: 100,
  writes: 98,
  fallbacks: 4,
  upgrades: 1,
  edits: 30,
  durationMs: 120_000,
  platform: { calls: 300, faulted: 90, faults: { reset: 40, conflict: 50 } },
  model: { calls: 100, faulted: 10, faults: { prose: 10 } },
  kills: { 'worker 1': 2, 'worker 2': 1, 'Temporal server': 3 },
  ownEnds: 1,
  ticketRuns: { completed: 100 },
  scans: { completed: 9 },
  promises: [{ name: 'lost', broken: [] }],
  keptIn: null,
};

test('the share of faulted calls is over help desk and model together', () => {
  expect(faultedShare(report)).toBe(0.25);
  expect(asText(report)).toContain('calls 400, of them faulted 25.0 %');
});

test('faults and kills are listed, the most frequent first', () => {
  expect(asText(report)).toContain('conflict 50, reset 40');
  expect(asText(report)).toContain('kills 6: Temporal server 3, worker 1 2, worker 2 1');
});

test('a broken promise names its tickets, each once, and where the evidence is', () => {
  const promises = [{ name: 'duplicate notes', broken: ['7', '7', '9'] }];
  const text = asText({ ...report, promises, keptIn: '/tmp/kept' });
  expect(holds({ promises })).toBe(false);
  expect(text).toContain('| duplicate notes | 3 (tickets 7, 9) |');
  expect(text).toContain('logs and stores: /tmp/kept');
  expect(holds(report)).toBe(true);
});
