import type { Conversation, Message, MessageAuthor, MessageOrigin, Person } from '../../domain/ticket.js';
import { unlessOnlyCallFacts } from '../../domain/text/text-to-read.js';
import { decodeEntities } from '../../domain/text/html.js';
import { htmlToText } from '../../http/html.js';
import {
  callPeople,
  callText,
  hasGeneratedSubject,
  isCall,
  isChat,
  withoutChatHeading,
  type TicketChannel,
} from './spoken-words.js';
import type { WireComment, WireTicket, WireUser } from './wire.js';

export interface ConversationParts {
  subject: string;
  /** How the ticket came in. */
  ticket: TicketChannel;
  /** In the vendor's order, ascending or descending. */
  comments: readonly WireComment[];
  /** Everybody we know of: authors and the ticket's people, by ID. */
  users: ReadonlyMap<string, WireUser>;
  truncated: boolean;
  /** Stands in for a comment's time that is missing, ISO 8601. */
  answeredAt: string;
}

/** Joins comments and people to a conversation, oldest message first. */
export function toConversation(parts: ConversationParts): Conversation {
  const { subject, ticket, comments, users, truncated } = parts;
  const messages = comments.map((comment) => toMessage(comment, parts));
  return {
    subject,
    ...(hasGeneratedSubject(ticket) ? { subjectIsGenerated: true } : {}),
    messages: isDescending(messages) ? messages.reverse() : messages,
    people: [
      ...[...users.values()].map(toPerson),
      ...comments.flatMap(senderOf),
      ...comments.flatMap(callPeople),
    ],
    truncated,
  };
}

/** The description of a ticket whose comments are empty, as its customer's message. */
export function descriptionOf(
  { description, created_at: createdAt }: Pick<WireTicket, 'description' | 'created_at'>,
  ticket: TicketChannel,
  answeredAt: string,
): Message {
  const text = decodeEntities(description ?? '');
  return {
    ...{ author: 'customer', public: true, createdAt: createdAt ?? answeredAt, attachmentNames: [] },
    text: isChat(ticket)
      ? withoutChatHeading(text)
      : hasGeneratedSubject(ticket)
        ? unlessOnlyCallFacts(text)
        : text,
    origin: { sender: null, automatic: false, mayBeMail: !hasGeneratedSubject(ticket) },
  };
}

/** True when comments came newest first. One moment for all of them counts as ascending. */
export function isDescending(messages: readonly { createdAt: string }[]): boolean {
  const [first, last] = [messages[0], messages.at(-1)];
  return (
    first !== undefined && last !== undefined && Date.parse(first.createdAt) > Date.parse(last.createdAt)
  );
}

function toMessage(comment: WireComment, { ticket, users, answeredAt }: ConversationParts): Message {
  const body = textOf(comment);
  // Who answered the call is its author in the vendor's words; what was said is the customer's matter.
  const isTranscript = isCall(comment) && Boolean(comment.data?.transcription_text?.trim());
  return {
    author: isTranscript ? 'customer' : authorOf(comment, users),
    public: isTranscript || (comment.public ?? true),
    createdAt: comment.created_at ?? answeredAt,
    text: isCall(comment) ? callText(comment, body) : isChat(ticket) ? withoutChatHeading(body) : body,
    attachmentNames: (comment.attachments ?? []).flatMap(({ file_name: name }) => (name ? [name] : [])),
    origin: originOf(comment, users),
  };
}

/**
 * Flag 4: "The comment was automatically generated."
 * @see https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#comment-flags
 */
const AUTOMATIC_FLAG = 4;
/** Where mail comes in: by mail, or put there by a form or an importer. A channel that is not told may be any. */
const MAIL_CHANNELS: ReadonlySet<string> = new Set(['email', 'api', 'web']);

function originOf(
  { type, via, metadata, author_id: id }: WireComment,
  users: ReadonlyMap<string, WireUser>,
): MessageOrigin {
  const { channel } = via ?? {};
  return {
    sender: via?.source?.from?.address ?? users.get(id ?? '')?.email ?? null,
    automatic: metadata?.flags?.includes(AUTOMATIC_FLAG) ?? false,
    mayBeMail: !isCall({ type }) && (!channel || MAIL_CHANNELS.has(channel)),
  };
}

/**
 * Who speaks, by the role of the author. Of an author nobody knows any more: private comments are written by agents,
 * and so is what the system (ID -1) adds; the rest is a deleted user's, almost always a customer's (the vendor makes
 * agents end users before they can be deleted), and a customer's words must not go unread.
 */
function authorOf(comment: WireComment, users: ReadonlyMap<string, WireUser>): MessageAuthor {
  const role = users.get(comment.author_id ?? '')?.role;
  if (role) return role === 'end-user' ? 'customer' : 'agent';
  return comment.public === false || comment.author_id === '-1' ? 'agent' : 'customer';
}

/** The vendor's plain text keeps some HTML entities, so a name split by `&nbsp;` would escape redaction. */
function textOf({ plain_body: plain, body, html_body: html }: WireComment): string {
  if (plain?.trim()) return decodeEntities(plain);
  if (body?.trim()) return body;
  return htmlToText(html ?? '');
}

function toPerson({ name, email, phone }: WireUser): Person {
  return { name: name ?? null, email: email ?? null, phone: phone ?? null };
}

/** The name and address a message came in under, which need not be those of the user it was filed under. */
function senderOf({ via }: WireComment): Person[] {
  const from = via?.source?.from;
  if (!from?.name && !from?.address && !from?.phone) return [];
  return [{ name: from.name ?? null, email: from.address ?? null, phone: from.phone ?? null }];
}
