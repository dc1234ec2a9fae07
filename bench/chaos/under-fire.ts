import { setTimeout as delay } from 'node:timers/promises';
import type { Rig } from '../rig/rig.js';
import { command, originOf } from './control.js';
import type { HelpDesk } from './help-desk.js';
import { agentEdits, kills, weathers } from './plan.js';
import type { ChaosOptions } from './settings.js';
import type { Supervisor } from './supervisor.js';

const POLL_MS = 3_000;
/** Longer than any run. */
const FOR_GOOD_MS = 24 * 3_600_000;
/** Back-off is capped at ten minutes: when nothing has ended for longer, nothing will. */
const NO_PROGRESS_MS = 12 * 60_000;

/** What happens to whom, and where it is told. */
export interface Stage {
  helpDesk: HelpDesk;
  supervisor: Supervisor;
  options: ChaosOptions;
}

type Pause = (ms: number) => Promise<unknown>;

/**
 * Faults, kills, edits and new tickets side by side, until every ticket has its end state or nothing gets on any more.
 * @throws what any of them threw, or the reason of an aborted signal.
 */
export async function underFire(rig: Rig, stage: Stage): Promise<void> {
  const over = new AbortController();
  const { signal: stopped } = stage.options;
  const signal = AbortSignal.any([over.signal, ...(stopped ? [stopped] : [])]);
  const pause: Pause = (ms) => delay(ms, undefined, { signal });
  const acts = [
    changeWeather(rig, stage, pause),
    kill(stage, pause),
    edit(stage, pause),
    watch(stage, pause),
  ];
  const ends = await Promise.allSettled(acts.map((act) => act.finally(() => over.abort())));
  stopped?.throwIfAborted();
  for (const end of ends) {
    if (end.status === 'rejected' && (end.reason as Error).name !== 'AbortError') throw end.reason;
  }
}

async function changeWeather(rig: Rig, { options }: Stage, pause: Pause): Promise<void> {
  for (const { name, durationMs, seed, platform, model } of weathers(options.seed)) {
    options.say(`weather: ${name}, ${(durationMs / 1000).toFixed(0)} s`);
    await command(rig.platformUrl, 'faults', { ...platform, seed });
    await command(originOf(rig.modelUrl), 'faults', { ...model, seed });
    await pause(durationMs);
  }
}

/** New tickets come right after the kills, so that there is something to lose at each. */
async function kill({ supervisor, helpDesk, options }: Stage, pause: Pause): Promise<void> {
  const perKill = Math.ceil(helpDesk.toCome / Math.max(1, options.atLeastKills - 1));
  for (const { afterMs, victim } of kills(options.seed, options.killPace)) {
    await pause(afterMs);
    await supervisor.kill(victim);
    options.say(`kill ${supervisor.killCount}: ${victim}`);
    await helpDesk.arrive(perKill);
    if (supervisor.killCount === options.atMostKills) await pause(FOR_GOOD_MS);
  }
}

async function edit({ helpDesk, options }: Stage, pause: Pause): Promise<void> {
  for (const planned of agentEdits(options.seed)) {
    await pause(planned.afterMs);
    await helpDesk.edit(planned);
  }
}

async function watch({ helpDesk, supervisor, options }: Stage, pause: Pause): Promise<void> {
  let [fewest, atMs] = [Number.POSITIVE_INFINITY, Date.now()];
  for (;;) {
    await pause(POLL_MS);
    const unfinished = await helpDesk.unfinished();
    options.say(`${unfinished} of ${options.tickets} tickets to go`);
    if (unfinished < fewest) [fewest, atMs] = [unfinished, Date.now()];
    if (unfinished === 0 && supervisor.killCount >= options.atLeastKills) return;
    if (Date.now() - atMs > NO_PROGRESS_MS && supervisor.killCount >= options.atLeastKills) return;
  }
}
