import { modelLedger } from '../chaos/control.js';
import type { HelpDesk } from '../chaos/help-desk.js';
import { checkPromises } from '../chaos/promises.js';
import type { Rig } from '../rig/rig.js';
import { checkSteps } from './checks.js';
import type { Fleet } from './fleet.js';
import type { Played } from './play.js';
import { byBuilds, openAt, ticketRuns } from './traces.js';

/** A rollout that is over, before it is judged. */
export interface Finished {
  helpDesk: HelpDesk;
  fleet: Fleet;
  played: Played;
  openRuns: readonly string[];
  /** Where the control surfaces of the models are. */
  models: readonly string[];
}

/** What help desk, models and Temporal tell of a rollout, held against what was promised. */
export async function findings(rig: Rig, { helpDesk, fleet, played, openRuns, models }: Finished) {
  const ledger = await helpDesk.ledger();
  const runs = await ticketRuns(rig.client, (identity) => fleet.buildOf(identity));
  const counts = await Promise.all(models.map(modelLedger));
  const [first] = played.steps;
  const straddling = new Set(played.steps.flatMap(({ atMs }) => openAt(runs, atMs)));
  return {
    writes: Object.values(ledger.tickets).reduce((sum, { writes }) => sum + writes, 0),
    runs: runs.length,
    byBuilds: byBuilds(runs),
    straddling: straddling.size,
    steps: played.steps.map(({ name, atMs }) => ({
      name,
      afterMs: atMs - (first?.atMs ?? atMs),
      openRuns: openAt(runs, atMs).length,
    })),
    platform: { calls: ledger.requests, faulted: ledger.faultedRequests, faults: ledger.faults },
    model: { calls: sum(counts.map(({ requests }) => requests)), faults: added(counts) },
    promises: checkPromises(ledger, { wanted: helpDesk.wanted, openRuns }),
    checks: checkSteps({ runs, played, aliveOnB: fleet.alive('B').length }),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function added(ledgers: readonly { faults: Record<string, number> }[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { faults } of ledgers)
    for (const [name, count] of Object.entries(faults)) total[name] = (total[name] ?? 0) + count;
  return total;
}
