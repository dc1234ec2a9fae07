import { z } from 'zod';
import { agentFor } from '../seed/agents.js';
import { mergeNote } from '../seed/merge-note.js';
import {
  STATUS,
  type Conversation,
  type MutableFields,
  type TicketChange,
  type TicketRecord,
} from '../store/types.js';
import { htmlOf } from '../wire/html.js';
import { changedFields } from './changed-fields.js';
import { normalizeTags } from './tags.js';
import { prioritySchema, statusSchema } from './words.js';

/**
 * What a person does on a ticket in the help desk. `reply` is public, `note` private; `mergeInto` closes the ticket.
 * `customerReply`: what the requester answers, which opens a ticket that was not open.
 */
export const agentEditSchema = z.strictObject({
  id: z.coerce.number().int().positive(),
  addTags: z.array(z.string()).optional(),
  removeTags: z.array(z.string()).optional(),
  priority: prioritySchema.optional(),
  status: statusSchema.optional(),
  reply: z.string().min(1).optional(),
  note: z.string().min(1).optional(),
  customerReply: z.string().min(1).optional(),
  mergeInto: z.number().int().positive().optional(),
});
export type AgentEdit = z.output<typeof agentEditSchema>;

/** The change that an agent's edit makes now; nothing in it when all is as it was. */
export function planAgentEdit(
  record: TicketRecord,
  edit: AgentEdit,
  { at, nextId }: { at: number; nextId: () => number },
): TicketChange {
  const removed = new Set((edit.removeTags ?? []).map((tag) => tag.toLowerCase()));
  const wanted: Partial<MutableFields> = {
    tags: normalizeTags([...record.tags, ...(edit.addTags ?? [])]).filter(
      (tag) => !removed.has(tag.toLowerCase()),
    ),
    ...(edit.customerReply === undefined ? {} : { status: STATUS.open }),
    ...edit.status,
    ...(edit.priority === undefined ? {} : { priority: edit.priority }),
    ...(edit.mergeInto === undefined ? {} : { status: STATUS.closed }),
  };
  const place = () => ({ id: nextId(), at, userId: agentFor(record.id) });
  const conversations: Conversation[] = [];
  if (edit.reply !== undefined) conversations.push(message(edit.reply, 'reply', place()));
  if (edit.note !== undefined) conversations.push(message(edit.note, 'note', place()));
  if (edit.customerReply !== undefined) {
    const said = message(edit.customerReply, 'reply', { ...place(), userId: record.requesterId });
    conversations.push({ ...said, incoming: true });
  }
  if (edit.mergeInto !== undefined) conversations.push(mergeNote(edit.mergeInto, place()));
  return { ticketId: record.id, by: 'person', at, set: changedFields(record, wanted), conversations };
}

function message(
  text: string,
  kind: Conversation['kind'],
  place: Pick<Conversation, 'id' | 'at' | 'userId'>,
): Conversation {
  return {
    ...place,
    kind,
    incoming: false,
    private: kind === 'note',
    html: htmlOf(text, { isHtml: false }),
    text,
  };
}
