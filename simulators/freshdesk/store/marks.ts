import type { TicketChange, TicketMarks, TicketRecord } from './types.js';

/** Notes what a change about to be applied means for the ledger: whose tags are on the ticket, whose got lost. */
export function markChange(record: TicketRecord, change: TicketChange): void {
  if (change.by === 'api') markApiWrite(record, change);
  else markPersonsEdit(record, change);
}

function marksOf(record: TicketRecord): TicketMarks {
  record.marks ??= { writes: 0, aiComments: 0, notes: [], lostForeignTags: [], overwrittenPriorities: 0 };
  return record.marks;
}

function markApiWrite(record: TicketRecord, { set, conversations }: TicketChange): void {
  const marks = marksOf(record);
  if (Object.keys(set).length > 0) marks.writes += 1;
  for (const note of conversations.filter((conversation) => conversation.private)) {
    marks.aiComments += 1;
    marks.notes.push(note.text);
  }
  if (set.priority !== undefined && record.personPriority) marks.overwrittenPriorities += 1;
  const { tags } = set;
  if (tags === undefined) return;
  const now = new Set(tags);
  for (const tag of record.foreignTags) if (!now.has(tag)) marks.lostForeignTags.push(tag);
  record.foreignTags = record.foreignTags.filter((tag) => now.has(tag));
}

function markPersonsEdit(record: TicketRecord, { set }: TicketChange): void {
  if (set.priority !== undefined) record.personPriority = true;
  const { tags } = set;
  if (tags === undefined) return;
  const [before, now] = [new Set(record.tags), new Set(tags)];
  const added = tags.filter((tag) => !before.has(tag));
  record.foreignTags = [...record.foreignTags.filter((tag) => now.has(tag)), ...added];
}
