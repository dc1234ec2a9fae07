import { createHash } from 'node:crypto';
import type { AgentEdit } from '../../simulators/zendesk/updates/agent-edit.js';
import { integerBetween, pickOne, seededRandom, shuffled } from '../../simulators/seeded-random.js';
import { EVERY_ROUND, IN_TURN, type Weather } from './weather.js';

/** A weather with its length and the seed of its faults. */
export interface PlannedWeather extends Weather {
  durationMs: number;
  seed: number;
}

/** How quickly kills follow one another, each from and to. */
export interface KillPace {
  /** Between two of one round. */
  gapMs: readonly [number, number];
  /** Before a round: what the last one broke gets on again, or a run would be nothing but recovery. */
  restMs: readonly [number, number];
}

/** Who is killed. */
export const VICTIMS = ['worker 1', 'worker 2', 'Temporal server'] as const;
export type Victim = (typeof VICTIMS)[number];

/** `afterMs` counts from the one before. */
export interface PlannedKill {
  afterMs: number;
  victim: Victim;
}

/** What a person does to the ticket at `place` (0 to 1, exclusive) among those that are there. */
export interface PlannedEdit {
  afterMs: number;
  place: number;
  change: Omit<AgentEdit, 'id'>;
}

const LARGEST_SEED = 0x7fff_ffff;
const EDIT_GAP_MS = [150, 900] as const;

/** The weathers of a seed, without end: rounds of all kinds, shuffled. */
export function* weathers(seed: number): Generator<PlannedWeather> {
  const random = seededRandom(seed, 'weather');
  for (let round = 0; ; round += 1) {
    const special = IN_TURN[round % IN_TURN.length];
    for (const weather of shuffled(random, [...EVERY_ROUND, ...(special ? [special] : [])]))
      yield {
        ...weather,
        durationMs: integerBetween(random, ...weather.lastsMs),
        seed: integerBetween(random, 0, LARGEST_SEED),
      };
  }
}

/** The kills of a seed, without end: rounds in which everybody is killed once, in any order. */
export function* kills(seed: number, { gapMs, restMs }: KillPace): Generator<PlannedKill> {
  const random = seededRandom(seed, 'kills');
  for (;;)
    for (const [index, victim] of shuffled(random, VICTIMS).entries())
      yield { afterMs: integerBetween(random, ...(index === 0 ? restMs : gapMs)), victim };
}

/** The edits of a seed, without end. */
export function* agentEdits(seed: number): Generator<PlannedEdit> {
  const random = seededRandom(seed, 'agents');
  for (let number = 0; ; number += 1) {
    const change = pickOne<PlannedEdit['change']>(random, [
      { addTags: [`person_${number}`] },
      { addTags: [`größe ${number}`, 'VIP'] },
      { addTags: ['looked_at'], priority: pickOne(random, ['urgent', 'high', 'normal', 'low']) },
      { priority: pickOne(random, ['urgent', 'high', 'normal', 'low']) },
      { removeTags: ['vip', 'trial'], addTags: [`kept_${number}`] },
      { reply: 'We have your message and look into it.' },
      { note: 'Called back, nobody answered.' },
      random() < 0.3 ? { status: pickOne(random, ['solved', 'pending']) } : { addTags: [`again_${number}`] },
    ]);
    yield { afterMs: integerBetween(random, ...EDIT_GAP_MS), place: random(), change };
  }
}

/** A short name of the plan: the same for the same seed and pace, whatever the interleaving of a run. */
export function planDigest(seed: number, pace: KillPace): string {
  const first = <T>(items: Generator<T>): T[] => Array.from({ length: 100 }, () => items.next().value as T);
  const plan = [first(weathers(seed)), first(kills(seed, pace)), first(agentEdits(seed))];
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12);
}
