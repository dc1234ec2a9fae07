import type { PreviousWrite, WriteRecord } from './merge.js';

/** One change in a ticket's history, reduced to what merging needs. */
export interface HistoryEntry {
  /** ISO 8601. */
  at: string;
  /** Set when the change was one of our writes. */
  record: WriteRecord | null;
  /** The change set, changed or cleared the priority. */
  touchedPriority: boolean;
}

/**
 * Reduces history entries, oldest first, to our last write and the owner of the priority.
 * Pages are folded one after the other: pass the result of the page before as `before`.
 */
export function foldHistory(
  entries: readonly HistoryEntry[],
  before: PreviousWrite | null = null,
): PreviousWrite | null {
  return entries.reduce<PreviousWrite | null>((previous, { record, touchedPriority }) => {
    if (record !== null) {
      const owner = touchedPriority ? 'ours' : (previous?.priorityOwner ?? 'foreign');
      return { record, priorityOwner: owner };
    }
    if (previous === null || !touchedPriority || previous.priorityOwner !== 'ours') return previous;
    return { ...previous, priorityOwner: 'takenOver' };
  }, before);
}
