import type { Conversation, Message, MessageOrigin, Person } from '../../domain/ticket.js';
import { unlessOnlyCallFacts } from '../../domain/text/text-to-read.js';
import { htmlToText } from '../../http/html.js';
import { type WireConversation, type WirePerson, type WireTicket, conversationsAnswer } from './wire.js';
import { PlatformError } from '../../ports/platform.js';
import type { FreshdeskClient } from './client.js';

/** The ticket's own part of its conversation: the subject and the first message. */
export type FirstMessage = Pick<
  WireTicket,
  | 'subject'
  | 'description'
  | 'description_text'
  | 'created_at'
  | 'requester'
  | 'requester_id'
  | 'source'
  | 'cc_emails'
  | 'attachments'
>;

export interface ConversationParts {
  first: FirstMessage;
  /** Oldest first. */
  conversations: readonly WireConversation[];
  /** The first message is part of it. */
  fromStart: boolean;
  /** Further people on the ticket. */
  people: readonly WirePerson[];
  truncated: boolean;
  /** Stands in for a time that is missing, ISO 8601. */
  answeredAt: string;
}

/** Joins the first message, replies and notes to a conversation, oldest message first. */
export function toConversation(parts: ConversationParts): Conversation {
  const { first, conversations, fromStart, people, truncated, answeredAt } = parts;
  const later = conversations.map((conversation) => toMessage(conversation, first, answeredAt));
  const known = [...(first.requester ? [first.requester] : []), ...people];
  return {
    subject: first.subject ?? '',
    ...(CHATS.has(first.source ?? 0) ? { subjectIsGenerated: true } : {}),
    messages: fromStart ? [firstMessage(first, answeredAt), ...later] : later,
    people: [
      ...known.flatMap(toPeople),
      ...(first.cc_emails ?? []).flatMap(addressedPerson),
      ...conversations.flatMap(({ from_email: from }) => addressedPerson(from)),
    ],
    truncated,
  };
}

function firstMessage(first: FirstMessage, answeredAt: string): Message {
  return {
    author: 'customer',
    public: true,
    createdAt: first.created_at ?? answeredAt,
    text: firstText(first),
    attachmentNames: namesOf(first.attachments),
    origin: originOf(first, first.requester?.email ?? null),
  };
}

function toMessage(conversation: WireConversation, first: FirstMessage, answeredAt: string): Message {
  const { user_id: userId, from_email: from, incoming } = conversation;
  const isCustomer =
    incoming === true || (userId !== null && userId !== undefined && userId === first.requester_id);
  return {
    author: isCustomer ? 'customer' : 'agent',
    public: conversation.private !== true,
    createdAt: conversation.created_at ?? answeredAt,
    text: textOf(conversation.body, conversation.body_text),
    attachmentNames: namesOf(conversation.attachments),
    origin: originOf(first, addressedPerson(from)[0]?.email ?? null),
  };
}

/** The vendor's own plain text has lost its line ends at times, by which quoted replies and signatures are told. */
function textOf(html: string | null | undefined, plain: string | null | undefined): string {
  return htmlToText(html ?? '') || (plain ?? '').trim();
}

const namesOf = (attachments: WireConversation['attachments']): string[] =>
  (attachments ?? []).flatMap(({ name }) => (name ? [name] : []));

/** @see https://developers.freshdesk.com/api/#ticket-properties */
const TELEPHONE = 3;
/** A chat, a bot's, and WhatsApp: subjects are made up there. */
const CHATS: ReadonlySet<number> = new Set([7, 12, 13]);

/** What telephone systems put there are facts about the call; what an agent wrote of it stays. */
function firstText({ description, description_text: plain, source }: FirstMessage): string {
  const text = textOf(description, plain);
  return source === TELEPHONE ? unlessOnlyCallFacts(text) : text;
}

const originOf = ({ source }: FirstMessage, sender: string | null): MessageOrigin => ({
  sender,
  // The vendor does not say what a program has sent.
  automatic: false,
  mayBeMail: source !== TELEPHONE && !CHATS.has(source ?? 0),
});

/** Somebody with two numbers is named twice. */
function toPeople({ name, email, phone, mobile }: WirePerson): Person[] {
  const numbers = [phone, mobile].filter((number) => typeof number === 'string' && number !== '');
  const [first = null, ...others] = numbers as string[];
  return [
    { name: name ?? null, email: email ?? null, phone: first },
    ...others.map((number) => ({ name: null, email: null, phone: number })),
  ];
}

/** `Ann Bell <ann@shop.example>` or an address alone. */
function addressedPerson(value: string | null | undefined): Person[] {
  if (!value) return [];
  const [, name = '', address] = /^\s*"?([^"<]*)"?\s*<([^<>]+)>\s*$/.exec(value) ?? [];
  return [{ name: name.trim() || null, email: (address ?? value).trim(), phone: null }];
}

/** Most conversations that one request may ask for. @see https://developers.freshdesk.com/api/#pagination */
export const LARGEST_PAGE = 100;
/** 10,000 conversations on one ticket are a fault, ours or the server's. */
const MOST_PAGES = 100;

/** A page of a ticket's replies and notes, oldest first. */
export interface ConversationPage {
  conversations: WireConversation[];
  answeredAt: string;
  hasNextPage: boolean;
}

/** How a page is asked for: which ticket, and how long we can wait. */
export interface PageRequest {
  ticketId: string;
  page?: number;
  patienceMs?: number;
}

/** One request. The vendor lists conversations oldest first and knows no other order. @throws {PlatformError} */
export async function readConversationPage(
  client: FreshdeskClient,
  { ticketId, page = 1, patienceMs }: PageRequest,
  signal?: AbortSignal,
): Promise<ConversationPage> {
  const { value, answeredAt, hasNextPage } = await client.send(
    {
      method: 'GET',
      route: '/api/v2/tickets/{id}/conversations',
      id: ticketId,
      query: { per_page: String(LARGEST_PAGE), page: String(page) },
      schema: conversationsAnswer,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    },
    signal,
  );
  return {
    conversations: value,
    answeredAt,
    hasNextPage: value.length > 0 && (hasNextPage || value.length >= LARGEST_PAGE),
  };
}

/**
 * All pages from `page` on, one request each: tickets with more than a page of them are rare.
 * @throws {PlatformError} `protocol` for a listing without end.
 */
export async function* conversationPages(
  client: FreshdeskClient,
  request: PageRequest,
  signal?: AbortSignal,
): AsyncGenerator<ConversationPage> {
  for (let page = request.page ?? 1; page <= MOST_PAGES; page += 1) {
    const answer = await readConversationPage(client, { ...request, page }, signal);
    yield answer;
    if (!answer.hasNextPage) return;
  }
  throw new PlatformError(
    `conversations of ticket ${request.ticketId}: expected at most ${MOST_PAGES} pages, got more`,
    { kind: 'protocol' },
  );
}
