import { isoSeconds } from '../../time.js';
import { seedFirstMessage, type FirstMessage } from '../seed/seed-texts.js';
import { COMPANY_ID, seedConversationId } from '../store/ids.js';
import type { TicketStore } from '../store/ticket-store.js';
import { SOURCE, type TicketRecord } from '../store/types.js';
import { wireAttachment } from './attachment.js';
import { wireRequester } from './contact.js';
import { conversationsOf, wireConversation } from './conversation.js';
import { wireStats } from './stats.js';

const MOST_EMBEDDED_CONVERSATIONS = 10;
/** Attachments take ids behind those of a ticket's conversations. */
const FIRST_ATTACHMENT_PLACE = 80;
const FIRST_ANSWER_SECONDS = 86_400;
const SOLUTION_SECONDS = 3 * 86_400;

/** What a listing and a single ticket may embed. */
export const EMBEDDABLE = {
  listing: ['stats', 'requester', 'description', 'company'],
  ticket: ['conversations', 'requester', 'company', 'stats'],
} as const;

/** A ticket as a listing has it: without the texts of its messages, unless asked for. */
export function wireListedTicket(record: TicketRecord, store: TicketStore, include: readonly string[]) {
  const first = firstMessageOf(record, store);
  return {
    ...sharedFields(record, first),
    ...(include.includes('description') ? { description: first.html, description_text: first.text } : {}),
    ...embedded(record, store, include),
  };
}

/** A ticket as the vendor sends it alone. Only a deleted one says whether it is deleted. */
export function wireTicket(record: TicketRecord, store: TicketStore, include: readonly string[]) {
  const first = firstMessageOf(record, store);
  const attachments = first.attachments.map((name, place) =>
    wireAttachment(name, {
      id: seedConversationId(record.id, FIRST_ATTACHMENT_PLACE + place),
      at: record.createdAt,
    }),
  );
  const conversations = conversationsOf(record, store).slice(0, MOST_EMBEDDED_CONVERSATIONS);
  return {
    ...sharedFields(record, first),
    description: first.html,
    description_text: first.text,
    structured_description: null,
    attachments,
    source_additional_info: null,
    ...(record.deleted ? { deleted: true } : {}),
    ...embedded(record, store, include),
    ...(include.includes('conversations')
      ? { conversations: conversations.map((conversation) => wireConversation(conversation, record.id)) }
      : {}),
  };
}

function embedded(record: TicketRecord, store: TicketStore, include: readonly string[]) {
  return {
    ...(include.includes('requester') ? { requester: wireRequester(record.requesterId, store) } : {}),
    ...(include.includes('stats') ? { stats: wireStats(record, store) } : {}),
    ...(include.includes('company')
      ? { company: companyOf(record) === null ? {} : { id: COMPANY_ID, name: 'Marlowen Ledgers' } }
      : {}),
  };
}

function sharedFields(record: TicketRecord, { subject, source, ccEmails }: FirstMessage) {
  const isMail = source === SOURCE.email;
  return {
    cc_emails: ccEmails,
    fwd_emails: [],
    reply_cc_emails: ccEmails,
    ticket_cc_emails: ccEmails,
    fr_escalated: false,
    spam: record.spam,
    email_config_id: null,
    group_id: record.group_id,
    priority: record.priority,
    requester_id: record.requesterId,
    responder_id: record.responder_id,
    source,
    company_id: companyOf(record),
    status: record.status,
    subject: record.subject ?? subject,
    association_type: null,
    support_email: isMail ? 'support@tallybird.example' : null,
    to_emails: isMail ? ['support@tallybird.example'] : null,
    product_id: null,
    id: record.id,
    type: record.type,
    due_by: isoSeconds(record.createdAt + SOLUTION_SECONDS),
    fr_due_by: isoSeconds(record.createdAt + FIRST_ANSWER_SECONDS),
    is_escalated: false,
    custom_fields: record.custom_fields,
    created_at: isoSeconds(record.createdAt),
    updated_at: isoSeconds(record.updatedAt),
    associated_tickets_count: null,
    tags: record.tags,
    nr_due_by: null,
    nr_escalated: false,
  };
}

function companyOf({ id }: TicketRecord): number | null {
  return id % 4 === 0 ? COMPANY_ID : null;
}

function firstMessageOf({ seedIndex, created }: TicketRecord, { world }: TicketStore): FirstMessage {
  if (seedIndex !== null) return seedFirstMessage(world, seedIndex);
  const { subject = '', html = '', text = '', attachments = [] } = created ?? {};
  const source = created?.source ?? SOURCE.portal;
  return { subject, html, text, source, ccEmails: [], attachments };
}
