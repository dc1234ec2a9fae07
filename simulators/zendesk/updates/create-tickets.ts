import { z } from 'zod';
import { isoSeconds } from '../../time.js';
import type { TicketStore } from '../store/ticket-store.js';
import { INTEGRATION_USER_ID } from '../store/ids.js';
import {
  type Audit,
  type AuditEvent,
  type ChatEvent,
  type CreatedTicket,
  type CreatedUser,
  type LogEvent,
  PRIORITIES,
  STATUSES,
} from '../store/types.js';
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

const spokenSchema = z.strictObject({ author: z.enum(['customer', 'agent', 'bot']), text: z.string() });
type Spoken = z.output<typeof spokenSchema>;

const newTicketSchema = z.strictObject({
  subject: z.string(),
  description: z.string(),
  requester: requesterSchema.optional(),
  tags: z.array(z.string()).optional(),
  priority: z.enum(PRIORITIES).nullable().optional(),
  status: z.enum(STATUSES).optional(),
  /** How it came in, in the vendor's words: `email`, `voice`, `chat`, `whatsapp`. Default `web`. */
  channel: z.string().min(1).optional(),
  attachments: z.array(z.string()).optional(),
  /** It came by a call: the first comment is a voice comment with `description` as its body. */
  voice: z
    .strictObject({ transcription: z.string().nullable(), from: z.string(), to: z.string() })
    .partial()
    .optional(),
  /** It came by a chat, which audits keep: it has no comment, and `description` is not used. */
  chat: z.array(spokenSchema).optional(),
  /** As `chat`, in a messaging channel, whose words only the conversation log has. */
  messaging: z.array(spokenSchema).optional(),
  /** Further comments, oldest first. */
  comments: z
    .array(
      z.strictObject({
        author: z.enum(['customer', 'agent']),
        text: z.string(),
        public: z.boolean().default(true),
      }),
    )
    .max(10_000)
    .optional(),
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
    const first = firstEvents(ticket, { auditId, nextId, requester });
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
      events: [...first, ...events],
      via: viaFor(ticket.channel ?? channelOf(ticket)),
    };
    const further = (ticket.comments ?? []).map((comment) =>
      furtherAudit(comment, { ticketId: id, at, nextId, requester }),
    );
    return {
      ...{ id, at, subject: ticket.subject, status, priority, tags, requester, audit },
      ...(further.length === 0 ? {} : { further }),
      ...(ticket.messaging === undefined ? {} : { log: logOf(ticket.messaging, { at, requester }) }),
    };
  });
}

const channelOf = ({ voice, chat, messaging }: NewTicket): string =>
  voice ? 'voice' : chat ? 'chat' : messaging ? 'native_messaging' : 'web';

interface Opening {
  auditId: number;
  nextId: () => number;
  requester: CreatedUser;
}

/** What the audit of its creation says of the words of a ticket. */
function firstEvents(ticket: NewTicket, { auditId, nextId, requester }: Opening): AuditEvent[] {
  const { description, attachments = [], voice, chat, messaging } = ticket;
  if (messaging !== undefined) return [];
  if (chat !== undefined) return [chatEvent(chat, nextId(), requester)];
  const comment = commentEvent({
    ...{ id: nextId(), auditId, authorId: requester.id, body: description, public: true, attachments },
  });
  if (voice === undefined) return [comment];
  const { transcription = null, from = '+16617480240', to = '+16617480123' } = voice;
  const data = {
    ...{ from, to, recording_url: 'https://tallybird.zendesk.example/recordings/1.mp3', call_duration: 40 },
    ...{ answered_by_id: null, answered_by_name: null, location: null, transcription_text: transcription },
  };
  return [{ ...comment, type: 'VoiceComment', data }];
}

function chatEvent(chat: readonly Spoken[], id: number, { name }: CreatedUser): ChatEvent {
  const history = chat.map(({ author, text }, index) => ({
    ...{ type: 'ChatMessage', message: text, chat_index: index, timestamp: id + index },
    actor_type: author === 'customer' ? 'end-user' : 'agent',
    actor_name: author === 'customer' ? name : author === 'bot' ? 'Tallybird Bot' : 'Ada Agent',
  }));
  return {
    id,
    type: 'ChatStartedEvent',
    value: { chat_id: `chat-${id}`, visitor_id: `visitor-${id}`, history },
  };
}

function logOf(
  messages: readonly Spoken[],
  { at, requester }: { at: number; requester: CreatedUser },
): LogEvent[] {
  return messages.map(({ author, text }, index) => ({
    id: `${requester.id}-${index}`,
    type: 'Messaging::ConversationMessage',
    reference: `zen:message:${requester.id}-${index}`,
    created_at: isoSeconds(at),
    author:
      author === 'customer'
        ? { type: 'user', display_name: requester.name, 'zen:support:user_id': requester.id }
        : { type: author, display_name: author === 'bot' ? 'Tallybird Bot' : 'Ada Agent' },
    content: { type: 'text', text },
    attachments: [],
    metadata: {},
  }));
}

function furtherAudit(
  { author, text, public: isPublic }: NonNullable<NewTicket['comments']>[number],
  { ticketId, at, nextId, requester }: Omit<Opening, 'auditId'> & { ticketId: number; at: number },
): Audit {
  const auditId = nextId();
  const authorId = author === 'customer' ? requester.id : INTEGRATION_USER_ID;
  return {
    ...{ id: auditId, ticket_id: ticketId, created_at: isoSeconds(at), author_id: authorId },
    metadata: { system: {}, custom: {} },
    events: [commentEvent({ id: nextId(), auditId, authorId, body: text, public: isPublic })],
    via: viaFor('web'),
  };
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
