import { describe, expect, test } from '@jest/globals';
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
