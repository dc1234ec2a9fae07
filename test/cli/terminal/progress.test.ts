import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createProgressView } from '../../../src/cli/terminal/terminal.js';

/** An output and what was written to it. */
function recordingOutput(terminal: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY: terminal, columns: 120 });
  // What cli-progress asks of a terminal.
  Object.assign(stream, { cursorTo: () => true, clearLine: () => true, moveCursor: () => true });
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const written = () => stripVTControlCharacters(text);
  return {
    output: stream as unknown as NodeJS.WriteStream,
    written,
    lines: () => written().split('\n').slice(0, -1),
  };
}

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('without a terminal', () => {
  const view = () => {
    const { output, lines } = recordingOutput(false);
    return { view: createProgressView(output, 'scan'), lines };
  };

  test('a line tells what is done of what is known, and the details', () => {
    const { view: shown, lines } = view();
    shown.show({ done: 8, total: 20, details: ['30 listed', 'failed 1'] });
    expect(lines()).toEqual(['scan: 8/20 tickets, 30 listed, failed 1']);
  });

  test('a line comes every 2 s at most; the end is always shown, once', () => {
    const { view: shown, lines } = view();
    const show = (done: number) => shown.show({ done, total: 20, details: [] });
    show(8);
    jest.advanceTimersByTime(1_999);
    show(9);
    expect(lines()).toHaveLength(1);
    jest.advanceTimersByTime(1);
    show(10);
    show(17);
    shown.stop();
    shown.stop();
    expect(lines().map((line) => line.split(' ')[1])).toEqual(['8/20', '10/20', '17/20']);
  });

  test('what stands still prints nothing new', () => {
    const { view: shown, lines } = view();
    for (let count = 0; count < 5; count += 1) {
      shown.show({ done: 1, total: 2, details: [] });
      jest.advanceTimersByTime(3_000);
    }
    shown.stop();
    expect(lines()).toHaveLength(1);
  });
});

test('on a terminal a bar is drawn, with the details, and its end is what was shown last', () => {
  const { output, written } = recordingOutput(true);
  const view = createProgressView(output, 'scan');
  view.show({ done: 3, total: 4, details: ['failed 1'] });
  view.show({ done: 4, total: 4, details: ['failed 2'] });
  view.stop();
  expect(written()).toContain('█ 4/4 tickets · failed 2');
  expect(written()).not.toContain('scan:');
});
