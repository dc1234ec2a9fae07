import type { PreviousWrite, WriteRecord } from './merge.js';

/** One change in a ticket's history, reduced to what merging needs. */
export interface HistoryEntry {
  /** ISO 8601. */
  at: string;
  /** Set when the change was one of our writes. */
  record: WriteRecord | null;
  /** The change set, changed or cleared the priority. */
  touchedPriority: boolean;
  /** Nobody wrote a message to the customer, or for them, with it. Absent: somebody may have. */
  isSilent?: true;
}

/** A request is delivered again within minutes, and a run's end is looked into within hours. */
const REMEMBERED = 100;
const latest = (texts: readonly string[]): string[] => texts.slice(-REMEMBERED);

/**
 * Reduces history entries, oldest first, to our last write and the owner of the priority.
 * Pages are folded one after the other: pass the result of the page before as `before`.
 */
export function foldHistory(
  entries: readonly HistoryEntry[],
  before: PreviousWrite | null = null,
): PreviousWrite | null {
  return entries.reduce<PreviousWrite | null>((previous, { at, record, touchedPriority, isSilent }) => {
    if (record !== null) {
      const owner = touchedPriority ? 'ours' : (previous?.priorityOwner ?? 'foreign');
      return {
        record,
        priorityOwner: owner,
        at,
        verdictIds: latest([...(previous?.verdictIds ?? []), record.verdictId]),
        servedKeys: latest([...(previous?.servedKeys ?? []), ...(record.requestKeys ?? [])]),
        ...(isSilent && { silentSince: true }),
      };
    }
    if (previous === null) return null;
    const { silentSince, priorityOwner, ...known } = previous;
    return {
      ...known,
      priorityOwner: touchedPriority && priorityOwner === 'ours' ? 'takenOver' : priorityOwner,
      ...(silentSince && isSilent && { silentSince }),
    };
  }, before);
}
