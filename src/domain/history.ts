import type { PreviousWrite, WriteRecord, TakenOff } from './merge.js';
import type { Message } from './ticket.js';

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

/**
 * What a verdict was based on is older than this when it is written (`STAMP_SETTLES_MS`), so a message that is not was
 * written after it. Half of it is left for times of the platform that differ by a second.
 */
export const UNSEEN_BEFORE_WRITE_MS = 1_000;

/** When a customer last wrote something that everybody on the ticket may read, ISO 8601; null: nobody did. */
export function lastCustomerMessageAt(
  messages: readonly Pick<Message, 'author' | 'public' | 'createdAt'>[],
): string | null {
  const times = messages.flatMap(({ author, public: isPublic, createdAt }) =>
    author === 'customer' && isPublic && !Number.isNaN(Date.parse(createdAt)) ? [Date.parse(createdAt)] : [],
  );
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** The later one of two times, of which either may be missing. */
export function laterOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(other) > Date.parse(one) ? other : one;
}

/**
 * Why a ticket that has our verdict wants no other one; null when a customer has replied since. Agents' messages, our
 * own note and changes of fields are no reply. `inputHash`: of the conversation as it is now. Both must speak for a
 * reply, its time and its text: times alone may go wrong with the platform's clocks, and a text changes with what
 * agents write and with our own redaction.
 */
export function whyNoReply(
  previous: PreviousWrite | null,
  { customerMessageAt, inputHash }: { customerMessageAt: string | undefined; inputHash: string },
): string | null {
  if (previous === null || customerMessageAt === undefined) return HAS_VERDICT;
  const sinceWriteMs = Date.parse(customerMessageAt) - Date.parse(previous.at);
  if (!(sinceWriteMs > -UNSEEN_BEFORE_WRITE_MS)) return HAS_VERDICT;
  return inputHash === previous.record.contentHash ? 'the reply says nothing new' : null;
}

/** Why nothing is done about a ticket with `ai_processed`. */
export const HAS_VERDICT = 'it has a verdict already';
