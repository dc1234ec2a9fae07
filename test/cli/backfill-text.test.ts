import { expect, test } from '@jest/globals';
import { backfillText } from '../../src/cli/status.js';
import type { BackfillProgress } from '../../src/contract/desk.js';
import type { KnownBackfill } from '../../src/temporal/backfill.js';

const PROGRESS: BackfillProgress = {
  order: {
    ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z', anyStatus: false },
    ...{ ratePerMinute: 60, maxCostUsd: 5, dryRun: false },
  },
  ...{ listed: 400, unwanted: 100, alreadyRunning: 0, started: 200, pending: 100, inFlight: 10 },
  ...{
    updated: 180,
    unchanged: 0,
    dryRun: 0,
    skipped: 7,
    failed: 3,
    parked: 0,
    fallback: 2,
    unreadable: 0,
    cursorRefused: 0,
  },
  ...{ costUsd: 0.0213, durationMs: 200_000, stopped: null, paused: null, endOfStream: false },
};
const text = (progress: Partial<BackfillProgress> | null, known: Partial<KnownBackfill> = {}) =>
  backfillText({
    ...{ workflowId: 'backfill-acme', state: 'running', ending: null },
    progress: progress && { ...PROGRESS, ...progress },
    ...known,
  });

test('one that runs: its range, its tickets and its cost', () => {
  expect(text({})).toBe(
    'runs; 2026-03-01T00:00:00.000Z to 2026-03-02T00:00:00.000Z; ' +
      '200 of 400 listed tickets started, updated 180, skipped 7, failed 3, 10 in flight; ' +
      'cost $0.0213 of at most $5',
  );
});

test.each([
  [{ paused: { reason: 'moves', since: '2026-03-03T09:00:00.000Z' } }, /^runs, paused since 2026\S+: moves;/],
  [
    { paused: { reason: '', since: '2026-03-03T09:00:00.000Z' } },
    /^runs, paused since 2026\S+: no reason given;/,
  ],
  [{ stopped: { kind: 'costCeiling', reason: '' } }, /^runs, stopped at its cost ceiling;/],
  [{ stopped: { kind: 'cancelled', reason: 'wrong day' } }, /^runs, cancelled: wrong day;/],
  [{ order: { ...PROGRESS.order, dryRun: true, maxCostUsd: null } }, /, dry run; .*; cost \$0\.0213$/],
  [{ updated: 0, skipped: 0, failed: 0, inFlight: 0 }, /started, none has ended;/],
] as [Partial<BackfillProgress>, RegExp][])('%j → %s', (progress, expected) => {
  expect(text(progress)).toMatch(expected);
});

test('one that nobody tells of, and one that ended without a result', () => {
  expect(text(null)).toBe('backfill-acme runs, but no worker tells how far it is');
  expect(text(null, { state: 'ended', ending: 'terminated' })).toBe(
    'backfill-acme ended without a result: terminated',
  );
  expect(text({}, { state: 'done' })).toMatch(/^has ended; /);
});
