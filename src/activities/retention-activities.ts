import type { OutcomeStore } from '../ports/records.js';

export interface RetentionActivitiesDeps {
  outcomes: Pick<OutcomeStore, 'deleteBefore'>;
}

/** Activities that forget. Repeating one deletes nothing more. */
export function createRetentionActivities({ outcomes }: RetentionActivitiesDeps) {
  return {
    /** Deletes the statistics of rounds and scans that ended before a time (ISO 8601). Answers how many rounds. */
    deleteOutcomes: ({ before }: { before: string }): Promise<number> => outcomes.deleteBefore(before),
  };
}
