import type { MergeDecision } from './merge.js';
import type { Priority, TicketState } from './ticket.js';

/** What a write changes on the ticket as it was read, beside the note that it adds. */
export interface WriteChanges {
  addedTags: string[];
  removedTags: string[];
  /** Null: it stays as it is. */
  priority: { from: Priority | null; to: Priority } | null;
}

/** Compares a decision with the ticket it was made for. Takes time in proportion to the tags. */
export function changesOf(
  ticket: Pick<TicketState, 'tags' | 'priority'>,
  { tags, priority }: Pick<MergeDecision, 'tags' | 'priority'>,
): WriteChanges {
  const [before, after] = [new Set(ticket.tags), new Set(tags)];
  return {
    addedTags: tags.filter((tag) => !before.has(tag)),
    removedTags: ticket.tags.filter((tag) => !after.has(tag)),
    priority: priority === undefined ? null : { from: ticket.priority, to: priority },
  };
}
