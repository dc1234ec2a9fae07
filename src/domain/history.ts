import type { PreviousWrite, WriteRecord } from './merge.js';
import type { TakenOff } from './undone.js';

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
  /** The write was announced and seems never to have been made: it decides nothing, but it was tried. */
  neverMade?: true;
  /** The change took `ai_processed` off, or it was taken off within our own write. */
  takenOff?: TakenOff;
  /** The help desk's ID of who made the change. */
  authorId?: string;
}

/** A request is delivered again within minutes, and a run's end is looked into within hours. */
const REMEMBERED = 100;
const latest = (texts: readonly string[]): string[] => texts.slice(-REMEMBERED);
/** More writes than this on one ticket tell nothing new. */
const WRITES_KEPT = 10;

/**
 * Reduces history entries, oldest first, to our last write, the owner of the priority, and who took our tag off.
 * Pages are folded one after the other: pass the result of the page before as `before`.
 */
export function foldHistory(
  entries: readonly HistoryEntry[],
  before: PreviousWrite | null = null,
): PreviousWrite | null {
  return entries.reduce(withEntry, before);
}

function withEntry(previous: PreviousWrite | null, entry: HistoryEntry): PreviousWrite | null {
  const { at, record, touchedPriority, isSilent, takenOff, authorId } = entry;
  if (entry.neverMade) return previous && { ...previous, writesAt: writesWith(previous, at) };
  if (record !== null) {
    const owner = touchedPriority ? 'ours' : (previous?.priorityOwner ?? 'foreign');
    return {
      record,
      priorityOwner: owner,
      at,
      verdictIds: latest([...(previous?.verdictIds ?? []), record.verdictId]),
      servedKeys: latest([...(previous?.servedKeys ?? []), ...(record.requestKeys ?? [])]),
      writesAt: writesWith(previous, at),
      ...(isSilent && { silentSince: true }),
      ...(takenOff && { takenOff }),
      ...(authorId === undefined ? {} : { authorId }),
    };
  }
  if (previous === null) return null;
  const { silentSince, priorityOwner, ...known } = previous;
  return {
    ...known,
    priorityOwner: touchedPriority && priorityOwner === 'ours' ? 'takenOver' : priorityOwner,
    ...(silentSince && isSilent && { silentSince }),
    ...(takenOff && { takenOff: byOthers(takenOff, entry, previous) }),
  };
}

const writesWith = (previous: PreviousWrite | null, at: string): string[] =>
  [...(previous?.writesAt ?? []), at].slice(-WRITES_KEPT);

/** Whoever uses our own account need not be a person. */
const byOthers = (takenOff: TakenOff, { authorId }: HistoryEntry, previous: PreviousWrite): TakenOff =>
  takenOff.by === 'person' && authorId !== undefined && authorId === previous.authorId
    ? { by: 'unknown' }
    : takenOff;
