import { describe, expect, test } from '@jest/globals';
import type { ReprocessRequest } from '../../src/contract/desk.js';
import { leftUndone, type HistoryEvent } from '../../src/temporal/failed-tickets.js';

const started = (reason: string): HistoryEvent => ({ kind: 'started', reason });
const asked = (request: ReprocessRequest): HistoryEvent => ({ kind: 'asked', request });
const taskCompleted: HistoryEvent = { kind: 'taskCompleted' };
const roundEnded: HistoryEvent = { kind: 'roundEnded' };
const key = 'revive/run-1';

describe('a run that failed leaves undone', () => {
  test('a new ticket, when nobody had asked', () => {
    expect(leftUndone('run-1', [started('scan'), taskCompleted, taskCompleted])).toEqual({
      reason: 'scan',
      request: null,
    });
  });

  test('the request it began with, unless its round was written', () => {
    const events = [started('cli'), asked({ reason: 'cli', force: true }), taskCompleted, taskCompleted];
    expect(leftUndone('run-1', events)).toEqual({
      reason: 'cli',
      request: { force: true, upgrade: false, key, unlessWritten: ['run-1/1'] },
    });
  });

  test('a request that came while the failed round went on, whatever was written', () => {
    const events = [started('scan'), taskCompleted, asked({ reason: 'cli' }), taskCompleted];
    expect(leftUndone('run-1', events).request).toEqual({ force: false, upgrade: false, key });
  });

  test('the request of its second round: what the first one served is done', () => {
    const events = [
      ...[started('cli'), asked({ force: true }), taskCompleted, asked({ reason: 'desk' }), taskCompleted],
      ...[roundEnded, taskCompleted],
    ];
    expect(leftUndone('run-1', events).request).toEqual({
      ...{ force: false, upgrade: false, key, unlessWritten: ['run-1/2'] },
    });
  });

  test('what a run before it had left undone: none of the failed runs is repeated', () => {
    const before = { reason: 'revive', key: 'revive/run-0', force: true, unlessWritten: ['run-0/1'] };
    expect(leftUndone('run-1', [started('revive'), asked(before), taskCompleted]).request).toEqual({
      ...{ force: true, upgrade: false, key, unlessWritten: ['run-0/1', 'run-1/1'] },
    });
  });

  test('an upgrade as an upgrade', () => {
    const events = [started('upgrade'), asked({ reason: 'upgrade', upgrade: true }), taskCompleted];
    expect(leftUndone('run-1', events).request).toMatchObject({ upgrade: true });
  });

  test('nothing but a new look, when all requests were served', () => {
    const events = [started('cli'), asked({}), taskCompleted, roundEnded, taskCompleted];
    expect(leftUndone('run-1', events)).toEqual({ reason: 'cli', request: null });
  });
});
