import type { Kysely } from 'kysely';
import type { OutcomeStore } from '../../ports/records.js';
import {
  createCircuitStates,
  costOfMonth,
  lastFinishedScan,
  listingTrouble,
  recordFinishedScan,
} from './operations.js';
import { eraseTickets, deleteOutcomesBefore, countUpgradable, upgradableTickets } from './upkeep.js';
import {
  listedOutcomes,
  latestOutcomes,
  outcomesOfRuns,
  outcomesOfTicket,
  recentOutcomes,
  countFailureTypes,
  slowestOutcomes,
} from './outcome-lists.js';
import { periodFigures, trendOf } from './period-figures.js';
import { recordOutcome } from './record-outcome.js';
import { createSharedVerdicts, deleteExpiredVerdicts } from './shared-verdicts.js';
import type { StatisticsTables } from './tables.js';
import { outcomeOf, type EndedRound } from '../../contract/outcome.js';

/** The statistics in a migrated database. Closing the store closes the database. */
export function createOutcomeStore(db: Kysely<StatisticsTables>): OutcomeStore {
  return {
    record: (outcome) => recordOutcome(db, outcome),
    recordScan: (scan) => recordFinishedScan(db, scan),
    figures: (period) => periodFigures(db, period),
    trend: (period, unit) => trendOf(db, period, unit),
    latest: (query) => latestOutcomes(db, query),
    upgradable: (query) => upgradableTickets(db, query),
    countUpgradable: (query) => countUpgradable(db, query),
    recent: (period, limit) => recentOutcomes(db, period, limit),
    list: (query) => listedOutcomes(db, query),
    slowest: (period, limit) => slowestOutcomes(db, period, limit),
    failureTypes: (period) => countFailureTypes(db, period),
    ofRuns: (runs) => outcomesOfRuns(db, runs),
    ofTicket: (ticket) => outcomesOfTicket(db, ticket),
    costOfMonth: (tenant, now) => costOfMonth(db, tenant, now),
    lastScan: (tenant) => lastFinishedScan(db, tenant),
    listingTrouble: (query) => listingTrouble(db, query),
    deleteBefore: async (time) => {
      await deleteExpiredVerdicts(db, Date.now());
      return deleteOutcomesBefore(db, time);
    },
    eraseTickets: (query) => eraseTickets(db, query),
    circuits: createCircuitStates(db),
    sharedVerdicts: (sealer) => createSharedVerdicts(db, sealer),
    close: () => db.destroy(),
  };
}

/** How many rounds were looked at, and how many of them the statistics did not have. */
export interface RebuildResult {
  read: number;
  added: number;
}

/**
 * Records every round that is missing. What is there already stays, also what the source no longer knows; so it can
 * be stopped, repeated and run beside workers. `onProgress` is told after each round.
 */
export async function rebuildOutcomes(
  store: Pick<OutcomeStore, 'record'>,
  rounds: AsyncIterable<EndedRound>,
  onProgress?: (result: RebuildResult) => void,
): Promise<RebuildResult> {
  const result = { read: 0, added: 0 };
  for await (const round of rounds) {
    const added = await store.record(outcomeOf(round));
    result.read += 1;
    if (added) result.added += 1;
    onProgress?.({ ...result });
  }
  return result;
}
