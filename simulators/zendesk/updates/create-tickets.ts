import { z } from 'zod';
import { isoSeconds } from '../../time.js';
import type { TicketStore } from '../store/ticket-store.js';
import { type CreatedTicket, type CreatedUser, PRIORITIES, STATUSES } from '../store/types.js';
import { commentEvent, viaFor } from '../wire/comment-event.js';
import { normalizeTags } from './tags.js';

const requesterSchema = z.union([
  z.string().min(1),
  z.strictObject({
    name: z.string().min(1).optional(),
    email: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
  }),
]);

const newTicketSchema = z.strictObject({
  subject: z.string(),
  description: z.string(),
  requester: requesterSchema.optional(),
  tags: z.array(z.string()).optional(),
  priority: z.enum(PRIORITIES).nullable().optional(),
  status: z.enum(STATUSES).optional(),
});
export type NewTicket = z.output<typeof newTicketSchema>;

/** Tickets that customers open now. `requester` is an address, a name, or an object of both. */
export const newTicketsSchema = z.strictObject({ tickets: z.array(newTicketSchema).min(1).max(10_000) });

/** Completes new tickets with ids, a requester and the audit of their creation; nothing is stored yet. */
export function planCreation(tickets: readonly NewTicket[], store: TicketStore, at: number): CreatedTicket[] {
  return tickets.map((ticket, index) => {
    const id = store.size + 1 + index;
    const nextId = () => store.ids.next();
    const requester = requesterOf(ticket, nextId());
    const tags = normalizeTags(ticket.tags ?? []);
    const status = ticket.status ?? 'new';
    const priority = ticket.priority ?? null;
    const auditId = nextId();
    const fields = {
      subject: ticket.subject,
      status,
      priority,
      type: null,
      tags,
      requester_id: String(requester.id),
    };
    const comment = commentEvent({
      id: nextId(),
      auditId,
      authorId: requester.id,
      body: ticket.description,
      public: true,
    });
    const events = Object.entries(fields).map(([name, value]) => ({
      id: nextId(),
      type: 'Create' as const,
      value,
      field_name: name,
    }));
    const audit = {
      id: auditId,
      ticket_id: id,
      created_at: isoSeconds(at),
      author_id: requester.id,
      metadata: { system: {}, custom: {} },
      events: [comment, ...events],
      via: viaFor('web'),
    };
    return { id, at, subject: ticket.subject, status, priority, tags, requester, audit };
  });
}

function requesterOf({ requester }: NewTicket, id: number): CreatedUser {
  if (requester === undefined) return { id, name: `Visitor ${id % 100_000}`, email: null, phone: null };
  if (typeof requester !== 'string') {
    const { name, email, phone } = requester;
    return { id, name: name ?? email ?? 'Unknown', email: email ?? null, phone: phone ?? null };
  }
  const isAddress = requester.includes('@');
  return { id, name: requester, email: isAddress ? requester : null, phone: null };
}
