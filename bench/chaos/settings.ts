import type { KillPace } from './plan.js';

/** What one run does. */
export interface ChaosOptions {
  /** Tickets that are to get a verdict. */
  tickets: number;
  seed: number;
  /** The run ends with the first of these kills after which every ticket has its end state. */
  atLeastKills: number;
  /** Default: as many as there is time for. */
  atMostKills?: number;
  killPace: KillPace;
  /** Share of the tickets that come while the run goes on, spread over the kills. */
  arrivalShare: number;
  /** Aborting it ends the run at once, without a report. */
  signal?: AbortSignal;
  say: (line: string) => void;
}

/** Flags as they come from the command line. */
export interface ChaosFlags {
  tickets?: string | undefined;
  seed?: string | undefined;
  minutes?: string | undefined;
}

type Settings = Omit<ChaosOptions, 'say' | 'signal'>;

const KILL_PACE: KillPace = { gapMs: [2_000, 6_000], restMs: [30_000, 60_000] };
/** What the pace comes to. */
const KILLS_A_MINUTE = 3;
/** A run of less than a thousand tickets is over before so many kills have happened by themselves. */
const LARGE = { fromTickets: 1_000, kills: 20 };
const SMALL_KILLS = 6;

/** What the flags ask for, or what is wrong with them. Without `minutes` a run takes as long as its tickets do. */
export function settingsFor({
  tickets = '300',
  seed = '1',
  minutes,
}: ChaosFlags): Settings | { fault: string } {
  const numbers = { tickets: Number(tickets), seed: Number(seed), minutes: Number(minutes ?? 0) };
  const isWhole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;
  if (!isWhole(numbers.tickets, 1) || !isWhole(numbers.seed, 0) || !isWhole(numbers.minutes, 0)) {
    const expected = 'expected --tickets with a whole number from 1, --seed and --minutes with one from 0';
    return { fault: `${expected}, got ${tickets}, ${seed}, ${minutes ?? 'none'}` };
  }
  const usualKills = numbers.tickets >= LARGE.fromTickets ? LARGE.kills : SMALL_KILLS;
  return {
    tickets: numbers.tickets,
    seed: numbers.seed,
    killPace: KILL_PACE,
    atLeastKills: Math.max(usualKills, numbers.minutes * KILLS_A_MINUTE),
    arrivalShare: numbers.minutes > 0 ? 0.9 : 0.3,
  };
}
