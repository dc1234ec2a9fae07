import type { OutcomeStore } from '../../ports/records.js';
import { outcomeOf, type EndedRound } from '../../contract/outcome.js';

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
