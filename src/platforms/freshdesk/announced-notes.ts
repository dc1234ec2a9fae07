import type { HistoryEntry } from '../../domain/history.js';
import { wasMade } from './announced-changes.js';
import { announcedIn, type AnnouncedWrite } from './marker.js';
import { DEFAULT_PRIORITY, priorityNumber } from './priority.js';
import type { WireConversation, WireTicket } from './wire.js';

/** A note of ours and what it announces. */
export interface AnnouncedNote {
  /** ISO 8601. */
  at: string;
  write: AnnouncedWrite;
}

/** What is needed of a ticket to tell what became of announced writes. */
export type TicketNow = Pick<WireTicket, 'tags' | 'priority' | 'updated_at'>;

/** A ticket that was last changed this close to a note was not changed after it. The vendor's times are whole seconds. */
const AT_ONCE_MS = 2_000;

/**
 * Our notes among the conversations of a ticket, in their order. Only private notes count, which no customer writes;
 * one that says when it was made counts by that, else it counts as made at `answeredAt`.
 */
export function announcedNotes(
  conversations: readonly WireConversation[],
  { ticketId, answeredAt }: { ticketId: string; answeredAt: string },
): AnnouncedNote[] {
  return conversations.flatMap((conversation) => {
    if (conversation.private !== true || conversation.incoming === true) return [];
    const write =
      announcedIn(conversation.body_text ?? '', ticketId) ?? announcedIn(conversation.body ?? '', ticketId);
    return write === null ? [] : [{ at: conversation.created_at ?? answeredAt, write }];
  });
}

/**
 * The history of our writes, as far as notes and the ticket tell it.
 *
 * - A last note whose write was never made (nothing happened on the ticket since, and none of its tags is there) is left
 *   out: the next verdict decides as if it were not there.
 * - A priority that is not the one we last set was changed by somebody else. Changed and changed back is not seen.
 * - A priority that was chosen before our note, and is the default now, was chosen by a person: it is entered as ours
 *   and then taken over, which keeps it. (Otherwise the default counts as none, which would be replaced.)
 */
export function historyEntries(notes: readonly AnnouncedNote[], ticket: TicketNow): HistoryEntry[] {
  const made = wasNeverMade(notes.at(-1), ticket) ? notes.slice(0, -1) : notes;
  const entries = made.map(({ at, write: { record } }): HistoryEntry => ({
    at,
    record,
    touchedPriority: record.priority !== null,
  }));
  const lastSet = made.findLast(({ write }) => write.record.priority !== null)?.write.record.priority;
  const somebodys: HistoryEntry = { at: ticket.updated_at, record: null, touchedPriority: true };
  if (lastSet) return priorityNumber(lastSet) === ticket.priority ? entries : [...entries, somebodys];
  const last = entries.at(-1);
  if (last === undefined || !wasLoweredToDefault(made, ticket)) return entries;
  return [...entries.slice(0, -1), { ...last, touchedPriority: true }, somebodys];
}

/**
 * True when a note announces tags of which none is on the ticket, and nothing has happened there since: whoever wrote
 * it never came to the write, or was refused. Tags are set together, so one of them is enough to tell.
 */
export function wasNeverMade(note: AnnouncedNote | undefined, ticket: TicketNow): boolean {
  if (note === undefined || note.write.added.length === 0) return false;
  const isUnchanged = Date.parse(ticket.updated_at) <= Date.parse(note.at) + AT_ONCE_MS;
  return isUnchanged && !wasMade(note.write, ticket);
}

function wasLoweredToDefault(notes: readonly AnnouncedNote[], { priority }: TicketNow): boolean {
  const before = notes.at(-1)?.write.priorityBefore ?? DEFAULT_PRIORITY;
  return before !== DEFAULT_PRIORITY && priority === DEFAULT_PRIORITY;
}
