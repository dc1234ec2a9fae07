import type { Kysely } from 'kysely';
import type { OutcomeStore } from '../../ports/records.js';
import { createCircuitStates } from './operations.js';
import { costOfMonth } from './cost-of-month.js';
import { eraseTickets } from './erase-tickets.js';
import { lastFinishedScan, recordFinishedScan } from './statistics-finished-scans.js';
import { listedOutcomes } from './listed-outcomes.js';
import { latestOutcomes, outcomesOfTicket, recentOutcomes } from './outcome-lists.js';
import { countFailureTypes, slowestOutcomes } from './period-details.js';
import { periodFigures } from './period-figures.js';
import { recordOutcome } from './record-outcome.js';
import { deleteOutcomesBefore } from './retention.js';
import { createSharedVerdicts, deleteExpiredVerdicts } from './shared-verdicts.js';
import type { StatisticsTables } from './tables.js';
import { trendOf } from './trend.js';
import { countUpgradable, upgradableTickets } from './upkeep.js';

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
    ofTicket: (ticket) => outcomesOfTicket(db, ticket),
    costOfMonth: (tenant, now) => costOfMonth(db, tenant, now),
    lastScan: (tenant) => lastFinishedScan(db, tenant),
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
