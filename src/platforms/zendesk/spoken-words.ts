import { unlessOnlyCallFacts } from '../../domain/text/text-to-read.js';
import type { Message, MessageAuthor, Person } from '../../domain/ticket.js';
import {
  chatSession,
  type WireAudit,
  type WireChatEvent,
  type WireComment,
  type WireLogEvent,
} from './wire.js';

/** Where people chat: the comments of such tickets may hold nothing but a heading. */
const CHAT_CHANNELS =
  /chat|messag|whatsapp|sunshine|telegram|instagram|wechat|viber|^line$|^kakao|^twitter_dm$|answer_bot|^sms$/;
const CALL_CHANNELS = /^(?:voice|phone)/;

/** How a ticket came in, as far as it tells where its words are. */
export interface TicketChannel {
  channel: string | null;
  isMessaging: boolean;
}

export const isChat = ({ channel, isMessaging }: TicketChannel): boolean =>
  isMessaging || CHAT_CHANNELS.test(channel ?? '');

/** True for tickets whose subject the vendor makes up: `Conversation with Web User 7`, `Voicemail from: +1 555 0100`. */
export const hasGeneratedSubject = (ticket: TicketChannel): boolean =>
  isChat(ticket) || CALL_CHANNELS.test(ticket.channel ?? '');

/** A comment of a call: what was said is beside its body, which holds facts about the call. */
export const isCall = ({ type }: Pick<WireComment, 'type'>): boolean => type === 'VoiceComment';

/** What was said in a call, and what somebody wrote beside it. */
export function callText({ data }: WireComment, body: string): string {
  const transcript = data?.transcription_text?.trim() ?? '';
  const known = [data?.from, data?.to, data?.answered_by_name].flatMap((value) => value ?? []);
  const written = unlessOnlyCallFacts(body, known);
  if (transcript === '') return written;
  return written === '' || written.includes(transcript) ? transcript : `${transcript}\n${written}`;
}

/** The people of a call: their numbers and the agent's name are in its text, and nowhere else. */
export function callPeople({ data }: WireComment): Person[] {
  if (!data) return [];
  return [
    { name: data.answered_by_name ?? null, email: null, phone: data.from ?? null },
    ...(data.to ? [{ name: null, email: null, phone: data.to }] : []),
  ].filter(({ name, phone }) => name !== null || phone !== null);
}

/** Of the comment that opens a chat. What is longer is prose; the bound keeps the pattern quick. */
const CHAT_HEADING =
  /^\s*(?:(?:conversation|chat|messaging)\b.{0,200}\bwith\b.{0,200}|url\s*:\s*\S*|https?:\/\/\S+)\s*$/i;
const LONGEST_HEADING = 500;

/** The comment that opens a chat names it and links to it, and says nothing else. */
export const withoutChatHeading = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.length > LONGEST_HEADING || !CHAT_HEADING.test(line))
    .join('\n')
    .trim();

/** What was said outside of comments, and by whom. */
export interface SpokenWords {
  messages: Message[];
  people: Person[];
}

/** The messages of a conversation log. Its comments are left out: they are read as such. */
export function wordsOfLog(events: readonly WireLogEvent[], answeredAt: string): SpokenWords {
  const said = events.filter(({ type }) => /message/i.test(type ?? ''));
  return {
    messages: said.map(({ author, content, attachments, created_at: at }) =>
      chatMessage({
        author: authorOf(author?.type),
        text: content?.text ?? content?.body ?? '',
        createdAt: at ?? answeredAt,
        files: (attachments ?? []).map(({ file_name: name }) => name),
      }),
    ),
    people: said.flatMap(({ author }) => named(author?.display_name ?? author?.name)),
  };
}

/** The messages of chats that audits keep, such as those of `ChatStartedEvent`. */
export function wordsOfAudits(audits: readonly WireAudit[], answeredAt: string): SpokenWords {
  const said = audits.flatMap(({ events, created_at: at }) =>
    (events ?? []).flatMap(({ value }) => {
      const session = chatSession.safeParse(value);
      return session.success ? session.data.history.map((event) => ({ event, at: at ?? answeredAt })) : [];
    }),
  );
  const spoken = said.filter(({ event }) => event.message || event.filename);
  return {
    messages: spoken.map(({ event, at }) =>
      chatMessage({
        author: authorOf(event.actor_type),
        text: event.message ?? '',
        createdAt: timeOf(event) ?? at,
        files: [event.filename],
      }),
    ),
    people: said.flatMap(({ event }) => named(event.actor_name)),
  };
}

const authorOf = (type: string | null | undefined): MessageAuthor =>
  /^(?:end[-_ ]?)?user$|customer|visitor/i.test(type ?? '') ? 'customer' : 'agent';

function chatMessage({
  files,
  ...said
}: Pick<Message, 'author' | 'text' | 'createdAt'> & { files: (string | null | undefined)[] }): Message {
  return {
    ...said,
    public: true,
    attachmentNames: files.filter((name) => typeof name === 'string' && name !== '') as string[],
    origin: { sender: null, automatic: false, mayBeMail: false, inChat: true },
  };
}

/** The vendor's names for people nobody knows are no names to look for in a text. */
const named = (name: string | null | undefined): Person[] =>
  !name || /^(?:web user|visitor)\b/i.test(name) ? [] : [{ name, email: null, phone: null }];

function timeOf({ timestamp }: WireChatEvent): string | null {
  const time = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
