import { describe, expect, test } from '@jest/globals';
import { checkSteps, type Findings } from '../../../bench/rollout/checks.js';
import { STEP_NAMES } from '../../../bench/rollout/play.js';
import type { TracedRun } from '../../../bench/rollout/traces.js';

/** Steps at 100, 200, …, in their order. */
const steps = STEP_NAMES.map((name, index) => ({ name, atMs: (index + 1) * 100 }));
const at = (name: (typeof STEP_NAMES)[number]): number => (STEP_NAMES.indexOf(name) + 1) * 100;

let number = 0;
const run = (builds: string[], startedAtMs: number): TracedRun => ({
  ticketId: String((number += 1)),
  builds,
  startedAtMs,
  closedAtMs: startedAtMs + 60,
});

const onRampA = run(['A'], at('ramp of B at 25 %') + 50);
const onRampB = run(['B'], at('ramp of B at 25 %') + 10);
const moved = run(['C', 'B'], at('build C current') + 50);
const rolledBack = run(['B'], at('workers of C killed') + 10);

const good: Findings = {
  runs: [onRampA, onRampB, moved, rolledBack],
  played: { steps, exitCodes: [0] },
  aliveOnB: 2,
};

const failing = (changes: Partial<Findings>): string[] =>
  checkSteps({ ...good, ...changes }).flatMap(({ name, holds }) => (holds ? [] : [name]));
const without = (left: TracedRun): Partial<Findings> => ({ runs: good.runs.filter((each) => each !== left) });

describe('what the steps are for', () => {
  test('a rollout in which each did it', () => {
    expect(failing({})).toEqual([]);
  });

  test.each<[string, Partial<Findings>]>([
    ['runs begun during the ramp that B got: some, not all', without(onRampB)],
    ['of them moved to B after C was killed', { runs: [onRampA, onRampB, run(['C'], 650), rolledBack] }],
    ['runs begun after the rollback that B did', without(rolledBack)],
    ['runs that changed builds without being moved', { runs: [...good.runs, run(['A', 'B'], 150)] }],
    ['workers of B that ran to the end', { aliveOnB: 1 }],
  ])('%s', (name, changes) => {
    expect(failing(changes)).toEqual([name]);
  });

  test('a ramp that gave B everything is none', () => {
    expect(failing(without(onRampA))).toContain('runs begun during the ramp that B got: some, not all');
  });

  test('nobody was on A when B became current', () => {
    const early = run(['A'], at('ramp of B at 25 %') + 5);
    expect(failing({ runs: [early, onRampB, moved, rolledBack] })).toEqual([
      'runs open when B became current that ended on A',
    ]);
  });

  test('a worker of A that had to be killed, or none that was left to stop', () => {
    for (const exitCodes of [[null], []])
      expect(failing({ played: { steps, exitCodes } })).toEqual([
        'A drained, its last worker stopped by SIGTERM with exit code 0',
      ]);
  });
});
