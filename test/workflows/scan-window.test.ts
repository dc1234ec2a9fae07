import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PARK_AFTER_MS, ScanWindow } from '../../src/workflows/scan-window.js';

const INPUT = { tenant: 't', platform: 'zendesk' as const, account: 'a', concurrency: 2 };
const page = (...ticketIds: string[]) => ({
  ticketIds,
  listed: ticketIds.length,
  cursor: 'c',
  endOfStream: true,
});
const newWindow = () => new ScanWindow(INPUT, { cursor: null, nowMs: 0 });

describe('the window of a scan', () => {
  test('a ticket listed again while it is in flight is served by its run, and its end is counted', () => {
    const window = newWindow();
    window.addPage(page('1'));
    window.takeNext(0);
    window.addPage(page('1', '2'));
    expect(window.takeNext(0)).toBe('2');
    window.end('1', { kind: 'failed' });
    window.end('2', { kind: 'updated', source: 'rules' });
    expect(window.isEmpty).toBe(true);
    const { listed, unwanted, alreadyRunning, started, failed, updated, fallback } = window.counters;
    expect({ listed, unwanted, alreadyRunning, started, failed, updated, fallback }).toEqual({
      listed: 3,
      unwanted: 0,
      alreadyRunning: 1,
      started: 2,
      failed: 1,
      updated: 1,
      fallback: 1,
    });
  });

  test('a ticket in flight for two minutes is parked, and counted by its outcome if it ends in time', () => {
    const window = newWindow();
    window.addPage(page('1', '2'));
    window.takeNext(0);
    window.takeNext(1_000);
    window.parkOverdue(PARK_AFTER_MS);
    expect(window.counters).toMatchObject({ started: 2, parked: 1 });
    expect(window.hasRoom).toBe(true);
    window.end('1', { kind: 'updated', source: 'llm' });
    expect(window.counters).toMatchObject({ parked: 0, updated: 1 });
  });

  test('what it carries over a continue-as-new is the same window', () => {
    const window = newWindow();
    window.addPage(page('1', '2', '3'));
    window.takeNext(5);
    const next = new ScanWindow({ ...INPUT, resume: window.resume() }, { cursor: 'other', nowMs: 99 });
    expect(next.progress(100)).toEqual(window.progress(100));
    expect(next.isInFlight('1')).toBe(true);
  });
});

describe('the accounting, whatever happens in whatever order', () => {
  const OUTCOMES = [
    { kind: 'updated', source: 'llm' },
    { kind: 'dryRun', source: 'rules' },
    { kind: 'unchanged', source: null },
    { kind: 'skipped', source: null },
    { kind: 'failed' },
  ] as const;
  const id = fc.integer({ min: 1, max: 12 }).map(String);
  const event = fc.oneof(
    fc.record({
      what: fc.constant('page' as const),
      ticketIds: fc.array(id, { maxLength: 8 }),
      unwanted: fc.nat(3),
      unreadable: fc.nat(2),
    }),
    fc.record({ what: fc.constant('take' as const) }),
    fc.record({ what: fc.constant('park' as const) }),
    fc.record({ what: fc.constant('alreadyRuns' as const), id }),
    fc.record({ what: fc.constant('end' as const), id, outcome: fc.constantFrom(...OUTCOMES) }),
    fc.record({ what: fc.constant('giveUp' as const), ids: fc.array(id, { maxLength: 3 }) }),
    fc.record({ what: fc.constant('continueAsNew' as const), withParked: fc.boolean() }),
  );

  const holds = (window: ScanWindow) => {
    const { inFlight, pending, ...now } = window.progress(0);
    const counts = Object.values(window.counters);
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    expect(now.listed).toBe(now.unwanted + now.alreadyRunning + now.started + pending);
    expect(now.started).toBe(
      now.updated + now.unchanged + now.dryRun + now.skipped + now.failed + now.parked + inFlight,
    );
    expect(now.fallback).toBeLessThanOrEqual(now.updated + now.dryRun);
  };

  test('listed = unwanted + alreadyRunning + started; started = the ends + parked', () => {
    const run = (events: readonly (typeof event extends fc.Arbitrary<infer Event> ? Event : never)[]) => {
      let window = newWindow();
      let nowMs = 0;
      let cursor = 0;
      for (const each of events) {
        nowMs += PARK_AFTER_MS / 2;
        switch (each.what) {
          case 'page': {
            const { ticketIds, unwanted, unreadable } = each;
            const listed = ticketIds.length + unwanted;
            window.addPage({
              ticketIds,
              listed,
              unreadable,
              cursor: String((cursor += 1)),
              endOfStream: true,
            });
            break;
          }
          case 'take':
            if (window.hasRoom) window.takeNext(nowMs);
            break;
          case 'park':
            window.parkOverdue(nowMs);
            break;
          case 'alreadyRuns':
            window.alreadyRuns(each.id);
            break;
          case 'end':
            window.end(each.id, each.outcome);
            break;
          case 'giveUp':
            window.giveUp(each.ids);
            break;
          case 'continueAsNew': {
            const resume = each.withParked ? window.resumeWithParked() : window.resume();
            const carried = JSON.parse(JSON.stringify(resume)) as typeof resume;
            window = new ScanWindow({ ...INPUT, resume: carried }, { cursor: null, nowMs });
          }
        }
        holds(window);
      }
      // The end of a scan: everything is started, and what has not ended is parked.
      while (window.hasPending) window.takeNext(nowMs);
      window.parkOverdue(nowMs + PARK_AFTER_MS);
      holds(window);
      expect(window.isEmpty).toBe(true);
    };
    fc.assert(fc.property(fc.array(event, { maxLength: 60 }), run), { numRuns: 2_000 });
  });

  test('a ticket that was parked before its start was refused is counted once', () => {
    const window = newWindow();
    window.addPage(page('1'));
    window.takeNext(0);
    window.parkOverdue(PARK_AFTER_MS);
    window.alreadyRuns('1');
    window.end('1', { kind: 'failed' });
    expect(window.counters).toMatchObject({ listed: 1, alreadyRunning: 1, started: 0, parked: 0, failed: 0 });
  });

  test('a page that names a ticket twice starts it once', () => {
    const window = newWindow();
    window.addPage(page('1', '1'));
    expect([window.takeNext(0), window.takeNext(0)]).toEqual(['1', undefined]);
    expect(window.counters).toMatchObject({ listed: 2, alreadyRunning: 1, started: 1 });
  });
});
