import type { EndedRound } from '../statistics/outcome-of.js';
import { outcomeOf } from '../statistics/outcome-of.js';
import type { FinishedScan, OutcomeStore } from '../ports/outcome-store.js';

export interface OutcomeActivitiesDeps {
  outcomes: Pick<OutcomeStore, 'record' | 'recordScan'>;
}

/** Activities that keep the statistics: labels and figures, no text. Recording twice counts once. */
export function createOutcomeActivities({ outcomes }: OutcomeActivitiesDeps) {
  return {
    /** Counts one round of a ticket run. */
    async recordOutcome(round: EndedRound): Promise<void> {
      await outcomes.record(outcomeOf(round));
    },

    /** Keeps a finished scan. */
    recordScan: (scan: FinishedScan): Promise<void> => outcomes.recordScan(scan),
  };
}
