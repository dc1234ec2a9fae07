import { setTimeout as delay } from 'node:timers/promises';
import { PACES, type Arrivals } from './arrivals.js';
import type { Build, Fleet } from './fleet.js';
import type { Operator } from './operator.js';

/** When something was done, from the first command on. `atMs` is when it took effect at the latest. */
export interface Step {
  name: StepName;
  atMs: number;
}

export const STEP_NAMES = [
  'build A current',
  'ramp of B at 25 %',
  'build B current',
  'one worker of A killed',
  'workers of A stopped',
  'build C current',
  'rolled back to B',
  'workers of C killed',
  'tickets of C moved',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** Who plays, and where it is told. */
export interface Stage {
  fleet: Fleet;
  operator: Operator;
  arrivals: Arrivals;
  /** Of a model that is slow enough to make a build a bad one. */
  slowModelUrl: string;
  /** Open tickets of C after which somebody notices. */
  noticedAt: number;
  /** Tickets whose workflow runs. */
  openRuns: () => Promise<number>;
  /** The model of A and B takes its time, or no longer. */
  slowModelDown: (isSlow: boolean) => Promise<void>;
  signal: AbortSignal;
  say: (line: string) => void;
}

export interface Played {
  steps: Step[];
  /** Of the workers of A that were told to stop. */
  exitCodes: (number | null)[];
}

type Done = (name: StepName) => void;

const RAMP_PERCENTAGE = 25;
const LOOK_EVERY_MS = 10_000;
/** Three minutes to the server's first look, and then the longest back-off of a ticket's step. */
const DRAINED_WITHIN_MS = 15 * 60_000;
const NOTICED_WITHIN_MS = 5 * 60_000;
const UNDER_WAY_WITHIN_MS = 5 * 60_000;
const MOVED_WITHIN_MS = 5 * 60_000;

/** Rolls B out in steps, then C at once, and back to B. @throws when a command fails or waits in vain. */
export async function playRollout(stage: Stage): Promise<Played> {
  const steps: Step[] = [];
  const done: Done = (name) => {
    steps.push({ name, atMs: Date.now() });
    stage.say(name);
  };
  await rollOutInSteps(stage, done);
  const exitCodes = await retire(stage, done);
  await rollOutAndBack(stage, done);
  return { steps, exitCodes };
}

/** A is current, then B gets a quarter, then everything. */
async function rollOutInSteps(stage: Stage, done: Done): Promise<void> {
  const { fleet, operator } = stage;
  await fleet.start('A');
  await operator.seesPollers('A');
  await operator.makeCurrent('A');
  done('build A current');
  await during(stage, 'onA');

  await fleet.start('B');
  await operator.seesPollers('B');
  await inARush(stage, () => operator.ramp('B', RAMP_PERCENTAGE));
  done('ramp of B at 25 %');
  await during(stage, 'ramp');

  await inARush(stage, () => operator.makeCurrent('B'));
  done('build B current');
}

/** A loses a worker while tickets are pinned to it; the other one stays until none is. Exit codes of who was stopped. */
async function retire(stage: Stage, done: Done): Promise<(number | null)[]> {
  const { fleet, arrivals } = stage;
  await fleet.kill('A', 1);
  done('one worker of A killed');
  await arrivals.go(PACES.drain);
  await until(stage, { what: 'build A is drained', withinMs: DRAINED_WITHIN_MS }, () =>
    isDrained(stage, 'A'),
  );
  const exitCodes = await fleet.stop('A');
  done('workers of A stopped');
  return exitCodes;
}

/** C is current at once, and a bad one: back to B, C's workers are killed with tickets open, and those are moved. */
async function rollOutAndBack(stage: Stage, done: Done): Promise<void> {
  const { fleet, operator, arrivals, noticedAt } = stage;
  await fleet.start('C', { modelUrl: stage.slowModelUrl });
  await operator.seesPollers('C');
  await inARush(stage, () => operator.makeCurrent('C'));
  done('build C current');
  await during(stage, 'onC');
  await until(
    stage,
    { what: `${noticedAt} tickets are open on C`, withinMs: NOTICED_WITHIN_MS },
    async () => (await operator.openOn('C')) >= noticedAt,
  );

  await operator.makeCurrent('B');
  done('rolled back to B');
  await fleet.kill('C', 2);
  done('workers of C killed');
  await arrivals.go(PACES.rolledBack);
  await moveAll(stage, 'C');
  done('tickets of C moved');
}

async function during({ arrivals, signal }: Stage, pace: keyof typeof PACES): Promise<void> {
  await arrivals.go(PACES[pace]);
  await delay(PACES[pace].overMs, undefined, { signal });
}

/** Takes a step while many tickets are under way, and stay so however long its command takes on a busy machine. */
async function inARush(stage: Stage, step: () => Promise<void>): Promise<void> {
  await stage.slowModelDown(true);
  const atLeast = Math.floor((await stage.arrivals.rush()) / 3);
  await until(
    stage,
    { what: `${atLeast} tickets are under way`, withinMs: UNDER_WAY_WITHIN_MS, everyMs: 500 },
    async () => (await stage.openRuns()) >= atLeast,
  );
  await step();
  await stage.slowModelDown(false);
}

async function isDrained({ operator, say }: Stage, build: Build): Promise<boolean> {
  const status = await operator.drainage(build);
  say(`build ${build} is ${status || 'of unknown drainage'}`);
  return status === 'drained';
}

/** Moves what is open on a build, and looks again: the server's list of runs is a moment behind. */
async function moveAll(stage: Stage, build: Build): Promise<void> {
  const { operator, say } = stage;
  let timesEmpty = 0;
  await until(stage, { what: `nothing is open on ${build}`, withinMs: MOVED_WITHIN_MS }, async () => {
    const open = await operator.openOn(build);
    say(`${open} open on ${build}`);
    timesEmpty = open === 0 ? timesEmpty + 1 : 0;
    if (open > 0) await operator.moveToCurrent(build);
    return timesEmpty === 2;
  });
}

async function until(
  { signal }: Stage,
  { what, withinMs, everyMs = LOOK_EVERY_MS }: { what: string; withinMs: number; everyMs?: number },
  holds: () => Promise<boolean>,
): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await holds());) {
    if (Date.now() > deadline) throw new Error(`waited ${withinMs / 60_000} minutes in vain until ${what}`);
    await delay(everyMs, undefined, { signal });
  }
}
