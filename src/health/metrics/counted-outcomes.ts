import type { Metrics } from '../../ports/metrics.js';
import type { OutcomeStore } from '../../ports/records.js';

/**
 * The same store; each round that it counts for the first time is counted as a metric too. The step that records may
 * run twice: the store knows the second time, whichever worker had the first. An outcome whose worker dies between the
 * two is in the statistics only, which are exact.
 */
export function countedOutcomes(outcomes: OutcomeStore, metrics: Pick<Metrics, 'roundEnded'>): OutcomeStore {
  return {
    ...outcomes,
    async record(outcome) {
      const first = await outcomes.record(outcome);
      if (first) metrics.roundEnded(outcome);
      return first;
    },
  };
}
