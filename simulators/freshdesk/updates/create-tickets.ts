import { z } from 'zod';
import type { TicketStore } from '../store/ticket-store.js';
import { PRIORITY, STATUS, type CreatedContact, type CreatedTicket } from '../store/types.js';
import { htmlOf } from '../wire/html.js';
import { normalizeTags } from './tags.js';
import { prioritySchema, statusSchema } from './words.js';

const SECONDS_A_DAY = 86_400;

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
  priority: prioritySchema.optional(),
  status: statusSchema.optional(),
  ageDays: z.number().min(0).optional(),
});
type NewTicket = z.output<typeof newTicketSchema>;

/**
 * Tickets that customers open now, or opened `ageDays` ago. `requester` is an address, a name, or an object of both.
 * The description is plain text.
 */
export const newTicketsSchema = z.strictObject({ tickets: z.array(newTicketSchema).min(1).max(10_000) });

/** Completes new tickets with ids and a requester; nothing is stored yet. `now` is in Unix seconds. */
export function planCreation(
  tickets: readonly NewTicket[],
  store: TicketStore,
  now: number,
): CreatedTicket[] {
  return tickets.map((ticket, index) => {
    const { status = STATUS.open, deleted = false, spam = false } = ticket.status ?? {};
    return {
      id: store.size + 1 + index,
      at: now - Math.round((ticket.ageDays ?? 0) * SECONDS_A_DAY),
      subject: ticket.subject,
      html: htmlOf(ticket.description, { isHtml: false }),
      text: ticket.description,
      status,
      deleted,
      spam,
      priority: ticket.priority ?? PRIORITY.low,
      tags: normalizeTags(ticket.tags ?? []),
      requester: requesterOf(ticket, store.ids.next()),
    };
  });
}

function requesterOf({ requester }: NewTicket, id: number): CreatedContact {
  if (requester === undefined) return { id, name: `Visitor ${id % 100_000}`, email: null, phone: null };
  if (typeof requester !== 'string') {
    const { name, email, phone } = requester;
    return { id, name: name ?? email ?? 'Unknown', email: email ?? null, phone: phone ?? null };
  }
  const isAddress = requester.includes('@');
  return { id, name: requester, email: isAddress ? requester : null, phone: null };
}
