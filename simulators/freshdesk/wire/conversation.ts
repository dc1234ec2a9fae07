import { isoSeconds } from '../../time.js';
import { seedConversations } from '../seed/seed-texts.js';
import type { TicketStore } from '../store/ticket-store.js';
import type { Conversation, TicketRecord } from '../store/types.js';

/** What kind of conversation it is, in the vendor's numbers. */
const SOURCES = { reply: 0, note: 2 } as const;
const SUPPORT_ADDRESS = 'support@tallybird.example';

/** Replies and notes of a ticket, oldest first. The first message is the ticket's own description, and not among them. */
export function conversationsOf(record: TicketRecord, store: TicketStore): Conversation[] {
  const later = record.later ?? [];
  return record.seedIndex === null ? later : [...seedConversations(store.world, record.seedIndex), ...later];
}

/** A reply or a note as the vendor sends it. */
export function wireConversation(conversation: Conversation, ticketId: number) {
  const at = isoSeconds(conversation.at);
  const isReply = conversation.kind === 'reply';
  return {
    body: conversation.html,
    body_text: conversation.text,
    id: conversation.id,
    incoming: conversation.incoming,
    private: conversation.private,
    user_id: conversation.userId,
    support_email: isReply ? SUPPORT_ADDRESS : null,
    source: SOURCES[conversation.kind],
    category: conversation.incoming ? 1 : isReply ? 3 : 2,
    ticket_id: ticketId,
    to_emails: isReply && conversation.incoming ? [SUPPORT_ADDRESS] : [],
    from_email: isReply && !conversation.incoming ? `"Tallybird Support" <${SUPPORT_ADDRESS}>` : null,
    cc_emails: [],
    bcc_emails: isReply ? [] : null,
    email_failure_count: null,
    outgoing_failures: null,
    thread_id: null,
    thread_message_id: null,
    created_at: at,
    updated_at: at,
    last_edited_at: null,
    last_edited_user_id: null,
    attachments: [],
    automation_id: null,
    automation_type_id: null,
    auto_response: false,
    threading_type: null,
    source_additional_info: null,
  };
}
