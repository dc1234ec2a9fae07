import type { Played, StepName } from './play.js';
import { openAt, type TracedRun } from './traces.js';

/** Something that a step was for, what was seen of it, and whether that is enough. */
export interface Check {
  name: string;
  seen: string;
  holds: boolean;
}

export interface Findings {
  runs: readonly TracedRun[];
  played: Played;
  /** Workers of B that ran to the end, of two. */
  aliveOnB: number;
}

/** Courses that a run may take: a ticket ends where it began, unless an operator moved it. */
const ALLOWED = ['A', 'B', 'C', 'C, B'];
const course = ({ builds }: TracedRun): string => builds.join(', ');

/** Whether each step did what it is for. */
export function checkSteps({ runs, played, aliveOnB }: Findings): Check[] {
  const at = (name: StepName): number => {
    const step = played.steps.find((each) => each.name === name);
    if (step === undefined) throw new Error(`the step ${name} was not played`);
    return step.atMs;
  };
  const between = (from: StepName, to: StepName) =>
    runs.filter(({ startedAtMs }) => startedAtMs > at(from) && startedAtMs <= at(to));
  const ramped = between('ramp of B at 25 %', 'build B current');
  const rampedOnB = ramped.filter((run) => course(run) === 'B').length;
  const stayed = openAt(runs, at('build B current')).filter((run) => course(run) === 'A').length;
  const strayed = runs.filter((run) => !ALLOWED.includes(course(run)));
  const onC = runs.filter(({ builds }) => builds.includes('C')).length;
  const moved = runs.filter((run) => course(run) === 'C, B').length;
  const after = runs.filter(({ startedAtMs }) => startedAtMs > at('workers of C killed'));
  const afterOnB = after.filter((run) => course(run) === 'B').length;
  const counted = (name: string, count: number, of?: number): Check => ({
    name,
    seen: of === undefined ? String(count) : `${count} of ${of}`,
    holds: count > 0,
  });
  return [
    {
      ...counted('runs begun during the ramp that B got: some, not all', rampedOnB, ramped.length),
      holds: rampedOnB > 0 && rampedOnB < ramped.length,
    },
    counted('runs open when B became current that ended on A', stayed),
    {
      name: 'A drained, its last worker stopped by SIGTERM with exit code 0',
      seen: `exit codes ${played.exitCodes.join(', ')}`,
      holds: played.exitCodes.length === 1 && played.exitCodes[0] === 0,
    },
    counted('runs that C worked on', onC),
    counted('of them moved to B after C was killed', moved, onC),
    counted('runs begun after the rollback that B did', afterOnB, after.length),
    {
      name: 'runs that changed builds without being moved',
      seen: list(strayed),
      holds: strayed.length === 0,
    },
    { name: 'workers of B that ran to the end', seen: `${aliveOnB} of 2`, holds: aliveOnB === 2 },
  ];
}

const list = (runs: readonly TracedRun[]): string =>
  [
    String(runs.length),
    ...runs.slice(0, 10).map((run) => `ticket ${run.ticketId}: ${course(run) || 'none'}`),
  ].join('; ');
