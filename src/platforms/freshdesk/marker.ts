import { z } from 'zod';
import type { WriteRecord } from '../../domain/merge.js';
import { PRIORITIES } from '../../domain/ticket.js';
import type { HistoryEntry } from '../../domain/history.js';
import { DEFAULT_PRIORITY, priorityNumber } from './to-domain.js';
import type { WireConversation, WireTicket } from './wire.js';
import { PlatformError, type TicketWrite } from '../../ports/platform.js';

/**
 * One write as its note announces it, before it is made. The vendor keeps no data beside an update, and the note is a
 * request of its own: so the note comes first and says what follows, and whoever finds it can finish the write.
 */
export interface AnnouncedWrite {
  record: WriteRecord;
  /** Those of the record's tags that were not on the ticket. */
  added: string[];
  /** Tags that the write takes off. */
  dropped: string[];
  /** The vendor's number of the priority before the write. */
  priorityBefore: number | null;
}

const texts = z.array(z.string());
const content = z.object({
  ticket: z.string(),
  workflow: z.string(),
  verdict: z.string(),
  content: z.string(),
  kept: texts,
  added: texts,
  dropped: texts,
  declined: texts,
  requests: texts.optional(),
  priority: z.enum(PRIORITIES).nullable(),
  before: z.number().nullable(),
});

/** Letters, digits, `-` and `_` come through any editor of HTML unchanged. */
const MARKER = /\[ai-ticket-processor:1:([\w-]+)\]/g;

/** The last line of a note: names the ticket, so that a copy of it on another ticket says nothing there. */
export function markerOf(
  ticketId: string,
  { record, added, dropped, priorityBefore }: AnnouncedWrite,
): string {
  const said: z.output<typeof content> = {
    ticket: ticketId,
    workflow: record.workflowId,
    verdict: record.verdictId,
    content: record.contentHash,
    kept: record.tags.filter((tag) => !added.includes(tag)),
    added,
    dropped,
    declined: record.declinedTags,
    requests: record.requestKeys,
    priority: record.priority,
    before: priorityBefore,
  };
  return `[ai-ticket-processor:1:${Buffer.from(JSON.stringify(said)).toString('base64url')}]`;
}

/** What a note of ours on this ticket announces; null for a text without a marker, or with that of another ticket. */
export function announcedIn(text: string, ticketId: string): AnnouncedWrite | null {
  const encoded = [...text.matchAll(MARKER)].at(-1)?.[1];
  const parsed = content.safeParse(encoded === undefined ? null : decoded(encoded));
  if (!parsed.success || parsed.data.ticket !== ticketId) return null;
  const {
    workflow,
    verdict,
    content: contentHash,
    kept,
    added,
    dropped,
    declined,
    requests,
    priority,
    before,
  } = parsed.data;
  return {
    record: {
      workflowId: workflow,
      verdictId: verdict,
      contentHash,
      tags: [...kept, ...added],
      priority,
      declinedTags: declined,
      ...(requests === undefined ? {} : { requestKeys: requests }),
    },
    added,
    dropped,
    priorityBefore: before,
  };
}

function decoded(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** A note of ours and what it announces. */
export interface AnnouncedNote {
  /** Null: the answer does not tell. */
  noteId: string | null;
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
    const { id: noteId = null, created_at: at } = conversation;
    return write === null ? [] : [{ noteId, at: at ?? answeredAt, write }];
  });
}

/**
 * The history of our writes, as far as notes and the ticket tell it.
 *
 * - A last note whose write was never made (nothing happened on the ticket since, and none of its tags is there) decides
 *   nothing: the next verdict decides as if it were not there. A rule that takes all our tags off looks the same, so it
 *   counts as a try.
 * - A priority that is not the one we last set was changed by somebody else. Changed and changed back is not seen.
 * - A priority that was chosen before our note, and is the default now, was chosen by a person: it is entered as ours
 *   and then taken over, which keeps it. (Otherwise the default counts as none, which would be replaced.)
 */
export function historyEntries(notes: readonly AnnouncedNote[], ticket: TicketNow): HistoryEntry[] {
  const last = notes.at(-1);
  if (last !== undefined && wasNeverMade(last, ticket)) {
    const tried = { at: last.at, record: null, touchedPriority: false, neverMade: true } as const;
    return [...entriesOf(notes.slice(0, -1), ticket), tried];
  }
  return entriesOf(notes, ticket);
}

function entriesOf(made: readonly AnnouncedNote[], ticket: TicketNow): HistoryEntry[] {
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

/** Characters. @see https://developers.freshdesk.com/api/#update_ticket */
export const LONGEST_TAG = 32;

/**
 * What a write changes on the ticket that it was decided on.
 * @throws {PlatformError} `invalid` for a tag that the vendor would refuse after the note was added.
 */
export function announce(ticketId: string, { tags, record }: TicketWrite, ticket: TicketNow): AnnouncedWrite {
  const present = ticket.tags ?? [];
  const added = without(tags, present);
  const long = added.find((tag) => tag.length > LONGEST_TAG);
  if (long !== undefined) throw tooLong(ticketId, long);
  return { record, added, dropped: without(present, tags), priorityBefore: ticket.priority ?? null };
}

/** Tags and priority are one request, so a single new tag tells that the whole was applied. */
export function wasMade({ added }: AnnouncedWrite, { tags }: TicketNow): boolean {
  return without(added, tags ?? []).length < added.length;
}

/**
 * What is left to be done of an announced write, on whatever the ticket has become: only our tags are put on and taken
 * off, and the priority is set only while it is the one that was decided on. Null: nothing.
 */
export function changesLeft(
  { added, dropped, record: { priority }, priorityBefore }: AnnouncedWrite,
  ticket: TicketNow,
): { tags: string[]; priority?: number } | null {
  const present = ticket.tags ?? [];
  const kept = without(present, dropped);
  const tags = [...kept, ...without(added, kept)];
  const now = ticket.priority ?? null;
  const wanted = priority === null || now !== priorityBefore ? now : priorityNumber(priority);
  if (wanted === now && kept.length === present.length && tags.length === kept.length) return null;
  return { tags, ...(wanted === null || wanted === now ? {} : { priority: wanted }) };
}

/** The vendor takes two spellings of a tag for one. */
function without(tags: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map((tag) => tag.toLowerCase()));
  return tags.filter((tag) => !known.has(tag.toLowerCase()));
}

const tooLong = (ticketId: string, tag: string): PlatformError =>
  new PlatformError(
    `write to ticket ${ticketId}: expected tags of at most ${LONGEST_TAG} characters, got ${tag}`,
    {
      kind: 'invalid',
      refusal: { status: null, codes: ['tags:too_long'], fields: ['tags'], mayBePriority: false },
    },
  );
