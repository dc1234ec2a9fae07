import { describe, expect, test } from '@jest/globals';
import { buildsIn, byBuilds, openAt, type TracedRun } from '../../../bench/rollout/traces.js';

const run = (changes: Partial<TracedRun> = {}): TracedRun => ({
  ticketId: '1',
  builds: ['A'],
  startedAtMs: 100,
  closedAtMs: 200,
  ...changes,
});

const task = (buildId: string) => ({
  workflowTaskCompletedEventAttributes: { deploymentVersion: { deploymentName: 'triage', buildId } },
});
const step = (identity: string) => ({ activityTaskStartedEventAttributes: { identity } });
const buildOf = (identity: string) => (identity === '7@here' ? 'B' : undefined);

describe('who worked on a run', () => {
  test('builds of workflow tasks and of steps, each once, in order', () => {
    expect(buildsIn([task('C'), task('C'), step('7@here'), task('B')], buildOf)).toEqual(['C', 'B']);
  });

  test('a task without a version and a step by a stranger are told', () => {
    const unversioned = { workflowTaskCompletedEventAttributes: {} };
    expect(buildsIn([unversioned, step('8@there'), {}], buildOf)).toEqual(['unversioned', 'unknown']);
  });
});

test('a run is open from its start until just before its end', () => {
  const runs = [run(), run({ closedAtMs: null })];
  expect([99, 100, 199, 200].map((atMs) => openAt(runs, atMs).length)).toEqual([0, 2, 2, 1]);
});

test('runs are counted by course, the most frequent first', () => {
  const runs = [run({ builds: ['C', 'B'] }), run(), run(), run({ builds: [] })];
  expect(Object.entries(byBuilds(runs))).toEqual([
    ['A', 2],
    ['C, B', 1],
    ['none', 1],
  ]);
});
