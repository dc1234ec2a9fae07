import { z } from 'zod';
import type { TicketStore } from '../store/ticket-store.js';
import { INTEGRATION_AGENT_ID } from '../store/ids.js';
import {
  PRIORITY,
  STATUS,
  type Conversation,
  type CreatedContact,
  type CreatedTicket,
} from '../store/types.js';
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
  /** How it came in, in the vendor's numbers: 1 e-mail, 2 portal, 3 phone, 7 chat, 13 WhatsApp. Default 2. */
  source: z.number().int().positive().optional(),
  attachments: z.array(z.string()).optional(),
  /** Replies and private notes, oldest first. */
  conversations: z
    .array(
      z.strictObject({
        author: z.enum(['customer', 'agent']),
        text: z.string(),
        private: z.boolean().default(false),
      }),
    )
    .max(10_000)
    .optional(),
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
    const requester = requesterOf(ticket, store.ids.next());
    const at = now - Math.round((ticket.ageDays ?? 0) * SECONDS_A_DAY);
    const conversations = (ticket.conversations ?? []).map(
      ({ author, text, private: isPrivate }): Conversation => ({
        ...{ id: store.ids.next(), at, kind: isPrivate ? 'note' : 'reply', private: isPrivate },
        userId: author === 'customer' ? requester.id : INTEGRATION_AGENT_ID,
        incoming: author === 'customer',
        ...{ html: htmlOf(text, { isHtml: false }), text },
      }),
    );
    return {
      id: store.size + 1 + index,
      at,
      subject: ticket.subject,
      html: htmlOf(ticket.description, { isHtml: false }),
      text: ticket.description,
      status,
      deleted,
      spam,
      priority: ticket.priority ?? PRIORITY.low,
      tags: normalizeTags(ticket.tags ?? []),
      requester,
      ...(ticket.source === undefined ? {} : { source: ticket.source }),
      ...(ticket.attachments === undefined ? {} : { attachments: ticket.attachments }),
      ...(conversations.length === 0 ? {} : { conversations }),
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
