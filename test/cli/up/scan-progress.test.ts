import { expect, test } from '@jest/globals';
import type { ScanProgress } from '../../../src/contract/scan.js';
import { scanProgress } from '../../../src/cli/up/screen.js';

const PROGRESS: ScanProgress = {
  listed: 30,
  unwanted: 10,
  alreadyRunning: 0,
  started: 12,
  updated: 3,
  unchanged: 1,
  dryRun: 0,
  skipped: 2,
  failed: 1,
  parked: 1,
  fallback: 2,
  unreadable: 0,
  cursorRefused: 0,
  cursor: null,
  durationMs: 0,
  beganAt: '2026-01-01T00:00:00.000Z',
  account: 'acme',
  inFlight: 4,
  pending: 8,
  endOfStream: false,
};

test('what has reached an end or left the window is done, of what was started and is to be', () => {
  expect(scanProgress([PROGRESS])).toEqual({
    done: 8,
    total: 20,
    details: ['30 listed', 'by rules 2', 'failed 1'],
  });
});

test('the scans of several tenants add up', () => {
  expect(scanProgress([PROGRESS, { ...PROGRESS, updated: 5, pending: 0 }])).toEqual({
    done: 18,
    total: 32,
    details: ['60 listed', 'by rules 4', 'failed 2'],
  });
  expect(scanProgress([])).toMatchObject({ done: 0, total: 0 });
});
