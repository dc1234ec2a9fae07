import { describe, expect, test } from '@jest/globals';
import type { BackfillInput } from '../../src/contract/desk.js';
import { BackfillRun } from '../../src/workflows/backfill-run.js';
import { PARK_AFTER_MS } from '../../src/workflows/scan-window.js';

const INPUT: BackfillInput = {
  ...{ tenant: 't', platform: 'zendesk', concurrency: 10, dryRun: false, anyStatus: false },
  ...{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', ratePerMinute: null, maxCostUsd: null },
};
const NOW_MS = Date.parse('2026-03-01T12:00:00Z');

/** A run with these tickets listed. */
function runOf(input: Partial<BackfillInput> = {}, ...ticketIds: string[]): BackfillRun {
  const run = new BackfillRun({ ...INPUT, ...input }, NOW_MS);
  run.window.addPage({ ticketIds, listed: ticketIds.length, cursor: 'c', endOfStream: true });
  return run;
}
const ended = (costUsd: number) => ({ kind: 'updated', source: 'llm', costUsd }) as const;

describe('the rate', () => {
  test('30 a minute: one every two seconds, and time that was not used is not made up for', () => {
    const run = runOf({ ratePerMinute: 30 }, '1', '2', '3');
    expect(run.waitMs(NOW_MS)).toBe(0);
    run.takeNext(NOW_MS);
    expect([0, 500, 2_000].map((later) => run.waitMs(NOW_MS + later))).toEqual([2_000, 1_500, 0]);
    run.takeNext(NOW_MS + 60_000);
    expect(run.waitMs(NOW_MS + 60_000)).toBe(2_000);
  });

  test('none: nothing waits', () => {
    const run = runOf({}, '1', '2');
    run.takeNext(NOW_MS);
    expect(run.waitMs(NOW_MS)).toBe(0);
  });
});

describe('the cost', () => {
  test('is that of every ticket that has ended, once, whatever came of it', () => {
    const run = runOf({}, '1', '2', '3', '4');
    for (let taken = 0; taken < 4; taken += 1) run.takeNext(NOW_MS);
    run.end('1', ended(0.000_1));
    run.end('1', ended(0.000_1));
    run.end('2', { kind: 'skipped', source: null, costUsd: 0.000_05 });
    run.end('3', { kind: 'unchanged', source: null });
    run.end('4', { kind: 'failed' });
    expect(run.result(NOW_MS)).toMatchObject({ costUsd: 0.000_15, updated: 1, skipped: 1, failed: 1 });
  });

  test.each([
    [0.000_19, false],
    [0.000_2, true],
    [0.000_3, true],
  ])('of $%d under a ceiling of $0.0002 → stopped: %s', (costUsd, stopped) => {
    const run = runOf({ maxCostUsd: 0.000_2 }, '1', '2');
    run.takeNext(NOW_MS);
    run.end('1', ended(costUsd));
    run.heedCeiling();
    expect(run.isStopped).toBe(stopped);
    expect(run.result(NOW_MS).stopped).toEqual(stopped ? { kind: 'costCeiling', reason: '' } : null);
  });

  test('without a ceiling stops nothing', () => {
    const run = runOf({}, '1', '2');
    run.takeNext(NOW_MS);
    run.end('1', ended(1_000));
    run.heedCeiling();
    expect(run.isStopped).toBe(false);
  });
});

describe('what people say', () => {
  test.each([
    [{ reason: 'maintenance' }, 'maintenance'],
    ['maintenance', 'maintenance'],
    [undefined, ''],
    [null, ''],
    [{ reason: 42 }, ''],
    [['maintenance'], ''],
    [{ reason: 'x'.repeat(1_000) }, 'x'.repeat(300)],
  ])('a pause with %j has the reason %j', (message, reason) => {
    const run = runOf();
    run.pause(message, NOW_MS);
    expect(run.progress(NOW_MS).paused).toEqual({ reason, since: '2026-03-01T12:00:00.000Z' });
  });

  test('the first who cancels is named', () => {
    const run = runOf();
    run.cancel({ reason: 'wrong day' });
    run.cancel({ reason: 'too late' });
    expect(run.result(NOW_MS).stopped).toEqual({ kind: 'cancelled', reason: 'wrong day' });
  });

  test('stands in the Web UI beside range, brakes and signals', () => {
    const run = runOf({ ratePerMinute: 30, maxCostUsd: 5, dryRun: true }, '1');
    run.pause('maintenance', NOW_MS);
    const text = run.describe();
    for (const told of [INPUT.from, INPUT.to, 'nothing is written', 'of at most $5', '30 tickets a minute'])
      expect(text).toContain(told);
    expect(text).toContain('**Paused** since 2026-03-01T12:00:00.000Z: maintenance');
    expect(text).toContain('`pause`');
  });
});

test('so many parked tickets as are in flight at once, at least ten, hold up the others until one ends', () => {
  const ids = Array.from({ length: 20 }, (_none, index) => String(index));
  const run = runOf({ concurrency: 3 }, ...ids);
  for (let parked = 0; parked < 10; parked += 1) {
    expect(run.mayStart).toBe(true);
    run.takeNext(NOW_MS + parked * PARK_AFTER_MS);
    run.window.parkOverdue(NOW_MS + (parked + 1) * PARK_AFTER_MS);
  }
  expect([run.mayStart, run.isStuck]).toEqual([false, true]);
  expect(run.describe()).toContain('**Waits** for 10 tickets');
  const next = new BackfillRun({ ...INPUT, concurrency: 3, resume: run.resume() }, NOW_MS);
  expect(next.mayStart).toBe(false);
  next.window.parkOverdue(NOW_MS);
  expect(next.progress(NOW_MS)).toMatchObject({ parked: 10, inFlight: 0, started: 10 });
  expect([next.isInFlight('0'), next.isStuck]).toEqual([true, true]);
  next.end('0', ended(0.5));
  expect(next.progress(NOW_MS)).toMatchObject({ parked: 9, updated: 1, costUsd: 0.5 });
  expect(next.mayStart).toBe(true);
});

test('what it carries over a continue-as-new is the same backfill', () => {
  const run = runOf({ ratePerMinute: 60, maxCostUsd: 1 }, '1', '2', '3');
  run.takeNext(NOW_MS);
  run.takeNext(NOW_MS);
  run.end('1', ended(0.25));
  run.pause('maintenance', NOW_MS);
  const input = { ...INPUT, ratePerMinute: 60, maxCostUsd: 1, resume: run.resume() };
  const next = new BackfillRun(JSON.parse(JSON.stringify(input)) as BackfillInput, NOW_MS + 5);
  expect(next.progress(NOW_MS + 500)).toEqual(run.progress(NOW_MS + 500));
  expect(next.waitMs(NOW_MS + 500)).toBe(run.waitMs(NOW_MS + 500));
  expect(next.isInFlight('2')).toBe(true);
});
