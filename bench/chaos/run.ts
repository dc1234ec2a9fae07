import { FALLBACK_TAG } from '../../src/domain/merge.js';
import { machineFacts } from '../rig/machine.js';
import { Rig } from '../rig/rig.js';
import { WANTED_SHARE } from '../rig/world.js';
import { command, modelLedger, originOf } from './control.js';
import { keepEvidence } from './evidence.js';
import { HelpDesk } from './help-desk.js';
import { planDigest } from './plan.js';
import { checkPromises, wasUpgraded } from './promises.js';
import type { ChaosReport } from './report.js';
import { oneMoreScan, openTicketRunsAfter, runEnds } from './run-ends.js';
import type { ChaosOptions } from './settings.js';
import { Supervisor } from './supervisor.js';
import { underFire } from './under-fire.js';

const EVERY_5_SECONDS = '*/5 * * * * * *';
const SETTLE_MS = 3 * 60_000;

/** Runs one seed to its end and checks the promises. Everything it started has ended when it resolves. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { tickets, seed } = options;
  const machine = machineFacts();
  const rig = await startRig(options);
  options.say(`logs and stores while it runs: ${rig.folder}`);
  const supervisor = new Supervisor(rig);
  const trouble = new AbortController();
  const signal = AbortSignal.any([trouble.signal, ...(options.signal ? [options.signal] : [])]);
  let stopWatching: () => void = () => undefined;
  let keepFolder = true;
  try {
    const startedAtMs = Date.now();
    const helpDesk = await HelpDesk.open(rig.platformUrl, { seed, tickets });
    stopWatching = supervisor.watch((error) => trouble.abort(error));
    await underFire(rig, { helpDesk, supervisor, options: { ...options, signal } });
    await clearSky(rig);
    const openRuns = await openTicketRunsAfter(rig.client, SETTLE_MS);
    const durationMs = Date.now() - startedAtMs;
    if (!(await oneMoreScan(rig.client, SETTLE_MS))) openRuns.push('scan');
    const found = await findings(rig, helpDesk);
    const promises = checkPromises(found.ledger, { wanted: helpDesk.wanted, openRuns });
    const broken = promises.flatMap((promise) => promise.broken);
    keepFolder = broken.length > 0;
    if (keepFolder) await keepEvidence(broken, rig);
    const { edits, wanted } = helpDesk;
    const { ownEnds } = supervisor;
    return {
      ...{ machine, seed, durationMs, promises, edits, ownEnds },
      plan: planDigest(seed, options.killPace),
      tickets: wanted.size,
      kills: supervisor.kills,
      keptIn: keepFolder ? rig.folder : null,
      ...found.report,
    };
  } finally {
    stopWatching();
    await rig.close({ keepFolder: keepFolder && options.signal?.aborted !== true });
  }
}

const startRig = ({ tickets, seed, arrivalShare }: ChaosOptions): Promise<Rig> =>
  Rig.start({
    tickets: Math.floor((tickets * (1 - arrivalShare)) / WANTED_SHARE),
    seed,
    concurrency: Math.min(150, Math.max(20, Math.floor(tickets / 25))),
    workers: 2,
    platformLatencyMs: [5, 40],
    modelLatencyMs: [50, 250],
    scanCron: EVERY_5_SECONDS,
    modelTimeoutMs: 5_000,
  });

/** Ends every fault; resolves when the server answers. */
async function clearSky(rig: Rig): Promise<void> {
  await command(rig.platformUrl, 'faults', {});
  await command(originOf(rig.modelUrl), 'faults', {});
  await rig.temporalAnswers();
}

async function findings(rig: Rig, helpDesk: HelpDesk) {
  const ledger = await helpDesk.ledger();
  const model = await modelLedger(originOf(rig.modelUrl));
  const tickets = Object.values(ledger.tickets);
  const count = (counts: Iterable<number>) => [...counts].reduce((sum, each) => sum + each, 0);
  return {
    ledger,
    report: {
      writes: count(tickets.map(({ writes }) => writes)),
      fallbacks: tickets.filter(({ tags }) => tags.includes(FALLBACK_TAG)).length,
      upgrades: tickets.filter(wasUpgraded).length,
      platform: { calls: ledger.requests, faulted: ledger.faultedRequests, faults: ledger.faults },
      model: { calls: model.requests, faulted: count(Object.values(model.faults)), faults: model.faults },
      ticketRuns: await runEnds(rig.client, 'processTicket'),
      scans: await runEnds(rig.client, 'scanTickets'),
    },
  };
}
