import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ScanProgress } from '../../src/contract.js';
import { createProgressView } from '../../src/up/screen.js';

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
  cursor: null,
  durationMs: 0,
  account: 'acme',
  inFlight: 4,
  pending: 8,
  endOfStream: false,
};

/** An output that is no terminal, and the lines written to it. */
function plainOutput() {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { output: stream as unknown as NodeJS.WriteStream, lines: () => text.split('\n').slice(0, -1) };
}

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('without a terminal', () => {
  test('a line tells what is done of what is known, and what went wrong', () => {
    const { output, lines } = plainOutput();
    createProgressView(output).show(PROGRESS);
    expect(lines()).toEqual(['scan: 8/20 tickets, 30 listed, by rules 2, failed 1']);
  });

  test('a line comes every 2 s at most; the end is always shown, once', () => {
    const { output, lines } = plainOutput();
    const view = createProgressView(output);
    view.show(PROGRESS);
    jest.advanceTimersByTime(1_999);
    view.show({ ...PROGRESS, updated: 4 });
    expect(lines()).toHaveLength(1);
    jest.advanceTimersByTime(1);
    view.show({ ...PROGRESS, updated: 5 });
    view.show({ ...PROGRESS, updated: 12 });
    view.stop();
    view.stop();
    expect(lines().map((line) => line.split(' ')[1])).toEqual(['8/20', '10/20', '17/20']);
  });

  test('a scan that stands still prints nothing new', () => {
    const { output, lines } = plainOutput();
    const view = createProgressView(output);
    for (let count = 0; count < 5; count += 1) {
      view.show(PROGRESS);
      jest.advanceTimersByTime(3_000);
    }
    view.stop();
    expect(lines()).toHaveLength(1);
  });
});
