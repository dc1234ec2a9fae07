import { z } from 'zod';
import { AGENTS } from '../../seed/agents.js';
import { isoSeconds } from '../../time.js';
import {
  type AuditEvent,
  type MutableFields,
  type TicketChange,
  type TicketRecord,
  PRIORITIES,
  STATUSES,
} from '../store/types.js';
import { commentEvent, viaFor } from '../wire/comment-event.js';
import { normalizeTags, sameTags } from './tags.js';

/**
 * What a person does on a ticket in the help desk. `reply` is public, `note` private. `customerReply`: what the
 * requester answers, which opens a ticket that waited for it or was solved.
 */
export const agentEditSchema = z.strictObject({
  id: z.coerce.number().int().positive(),
  addTags: z.array(z.string()).optional(),
  removeTags: z.array(z.string()).optional(),
  priority: z.enum(PRIORITIES).nullable().optional(),
  status: z.enum(STATUSES).optional(),
  reply: z.string().min(1).optional(),
  note: z.string().min(1).optional(),
  customerReply: z.string().min(1).optional(),
});
export type AgentEdit = z.output<typeof agentEditSchema>;

const OPENED_BY_A_REPLY: ReadonlySet<string> = new Set(['pending', 'hold', 'solved']);

/** The change that an agent's edit makes now. Setting the value that is there already is an edit, too. */
export function planAgentEdit(
  record: TicketRecord,
  edit: AgentEdit,
  { at, nextId }: { at: number; nextId: () => number },
): TicketChange {
  const agent = AGENTS[record.id % AGENTS.length] ?? AGENTS[0];
  const auditId = nextId();
  const set: Partial<MutableFields> = {};
  const removed = new Set(normalizeTags(edit.removeTags ?? []));
  const tags = normalizeTags([...record.tags, ...(edit.addTags ?? [])]).filter((tag) => !removed.has(tag));
  if (!sameTags(tags, record.tags)) set.tags = tags;
  if (edit.priority !== undefined) set.priority = edit.priority;
  if (edit.customerReply !== undefined && OPENED_BY_A_REPLY.has(record.status)) set.status = 'open';
  if (edit.status !== undefined) set.status = edit.status;
  const events: AuditEvent[] = Object.entries(set).map(([name, value]) => ({
    id: nextId(),
    type: 'Change',
    value,
    field_name: name,
    previous_value: record[name as keyof TicketRecord],
  }));
  for (const [body, isPublic, authorId] of [
    [edit.reply, true, agent.id],
    [edit.note, false, agent.id],
    [edit.customerReply, true, record.requesterId],
  ] as const) {
    if (body !== undefined) {
      events.push(commentEvent({ id: nextId(), auditId, authorId, body, public: isPublic }));
    }
  }
  return {
    ticketId: record.id,
    by: 'agent',
    at,
    set,
    audit: {
      id: auditId,
      ticket_id: record.id,
      created_at: isoSeconds(at),
      author_id: edit.customerReply === undefined ? agent.id : record.requesterId,
      metadata: { system: { client: 'Mozilla/5.0', ip_address: '192.0.2.20' }, custom: {} },
      events,
      via: viaFor('web'),
    },
  };
}
