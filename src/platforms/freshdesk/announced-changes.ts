import { PlatformError, type TicketWrite } from '../../ports/platform.js';
import type { TicketNow } from './announced-notes.js';
import type { AnnouncedWrite } from './marker.js';
import { priorityNumber } from './priority.js';

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
    { kind: 'invalid' },
  );
