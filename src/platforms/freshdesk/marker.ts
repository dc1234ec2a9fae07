import { z } from 'zod';
import type { WriteRecord } from '../../domain/merge.js';
import { PRIORITIES } from '../../domain/ticket.js';

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
