import type { ModelFaults } from '../../simulators/llm/faults.js';
import { command, originOf } from '../chaos/control.js';
import { keepEvidence } from '../chaos/evidence.js';
import { HelpDesk } from '../chaos/help-desk.js';
import { oneMoreScan, openTicketRuns, openTicketRunsAfter } from '../chaos/run-ends.js';
import { machineFacts } from '../rig/machine.js';
import { Rig } from '../rig/rig.js';
import { WANTED_SHARE } from '../rig/world.js';
import { SEEDED_SHARE } from './arrivals.js';
import { MODEL_FAULTS, PLATFORM_FAULTS } from './faults.js';
import { findings } from './findings.js';
import { Fleet } from './fleet.js';
import { Operator } from './operator.js';
import { playRollout } from './play.js';
import { holds, type RolloutReport } from './report.js';
import type { RolloutOptions } from './settings.js';
import { finished, underLoad } from './under-load.js';

const SEED = 1;
const EVERY_2_SECONDS = '*/2 * * * * * *';
const MODEL_LATENCY_MS: [number, number] = [1_000, 3_000];
/** While a step is taken: longer than its command. */
const BUSY_MODEL_LATENCY_MS: [number, number] = [10_000, 40_000];
/** What makes C a bad build: some of its tickets get on, most wait until long after an operator has noticed. */
const SLOW_MODEL_LATENCY_MS: [number, number] = [2_000, 80_000];
/** Longer than the slow model takes: calls given up would open the circuit, and C would get on by the rules. */
const MODEL_TIMEOUT_MS = 90_000;
const SETTLE_MS = 3 * 60_000;

/** Plays one rollout and checks the promises. Everything it started has ended when it resolves or rejects. */
export async function runRollout(options: RolloutOptions): Promise<RolloutReport> {
  const machine = machineFacts();
  const rig = await startRig(options);
  options.say(`logs and stores while it runs: ${rig.folder}`);
  let keepFolder = true;
  try {
    const report = { machine, keptIn: null, ...(await rollout(rig, options)) };
    keepFolder = !holds(report);
    if (!keepFolder) return report;
    const broken = report.promises.flatMap((promise) => promise.broken);
    await keepEvidence(broken, rig);
    return { ...report, keptIn: rig.folder };
  } finally {
    await rig.close({ keepFolder: keepFolder && !options.signal.aborted });
  }
}

async function rollout(
  rig: Rig,
  options: RolloutOptions,
): Promise<Omit<RolloutReport, 'machine' | 'keptIn'>> {
  const startedAtMs = Date.now();
  const slowModelUrl = await rig.addModel('llm-slow', SLOW_MODEL_LATENCY_MS);
  const models = [rig.modelUrl, slowModelUrl].map(originOf);
  await command(rig.platformUrl, 'faults', PLATFORM_FAULTS);
  for (const model of models) await command(model, 'faults', MODEL_FAULTS);
  const helpDesk = await HelpDesk.open(rig.platformUrl, { seed: SEED, tickets: options.tickets });
  const fleet = new Fleet(rig);
  const operator = new Operator(await rig.commandLine(), options.signal);
  const played = await underLoad(helpDesk, { ...options, seed: SEED }, (arrivals, signal) =>
    playRollout({
      ...{ fleet, operator, arrivals, slowModelUrl, signal, say: options.say },
      noticedAt: Math.max(3, Math.floor(options.tickets / 60)),
      slowModelDown: (isSlow) => modelFaults(rig, isSlow ? { latencyMs: BUSY_MODEL_LATENCY_MS } : {}),
      openRuns: async () => (await openTicketRuns(rig.client)).length,
    }),
  );
  await finished(helpDesk, options);
  for (const url of [rig.platformUrl, ...models]) await command(url, 'faults', {});
  const openRuns = await openTicketRunsAfter(rig.client, SETTLE_MS);
  if (!(await oneMoreScan(rig.client, SETTLE_MS))) openRuns.push('scan');
  return {
    ...{ tickets: helpDesk.wanted.size, durationMs: Date.now() - startedAtMs, edits: helpDesk.edits },
    ...{ kills: fleet.kills, typed: operator.typed },
    ...(await findings(rig, { helpDesk, fleet, played, openRuns, models })),
  };
}

async function modelFaults({ modelUrl }: Rig, faults: ModelFaults): Promise<void> {
  await command(originOf(modelUrl), 'faults', { ...MODEL_FAULTS, ...faults });
}

const startRig = ({ tickets }: RolloutOptions): Promise<Rig> =>
  Rig.start({
    tickets: Math.floor((tickets * SEEDED_SHARE) / WANTED_SHARE),
    seed: SEED,
    concurrency: 40,
    workers: 0,
    platformLatencyMs: [5, 40],
    modelLatencyMs: MODEL_LATENCY_MS,
    modelTimeoutMs: MODEL_TIMEOUT_MS,
    scanCron: EVERY_2_SECONDS,
  });
