import { NOTE_HEADING } from './note.js';
import type { Conversation, Message } from './ticket.js';

/** Signs alone say nothing; a pictograph does. */
const WORDS = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** What mail programs put before a subject. */
const PREFIXES = /^(?:\s*(?:re|fwd?|aw|wg|tr|rv)\s*:)+/i;
/** What mail programs write for want of a subject. */
const NO_SUBJECT =
  /^[[(<\s]*(?:no|kein|sans|sin|senza|geen)?\s*(?:subject|betreff|objet|asunto|oggetto|onderwerp)[\])>\s]*$/i;
/** How help desks name calls and chats: `Missed call from +1 555 0100`, `Conversation with Web User 7`. */
const NAMED_BY_THE_DESK =
  /^(?:(?:new|missed|incoming|inbound|outgoing|outbound|abandoned|phone|live|web|whatsapp|sms|text|voice|facebook|instagram)[ -]){0,3}(?:calls?|voice ?mails?|conversations?|chats?|messages?|sms|whatsapp)(?:\s*:?\s*(?:with|from|to|by|on|via)\b.{0,80}|[\d\s:#()+.–-]*)$/i;

/**
 * Whether anybody's words about the matter are there: a customer's; those of an agent who opened the ticket for one, or
 * took a note; or, where the messages are empty, the subject of a mail or form. A call without a transcript, a chat that is kept
 * elsewhere, files without a word: none, and a verdict would be made up.
 */
export function hasTextToRead({ subject, subjectIsGenerated, messages }: Conversation): boolean {
  return (
    messages.some((message, index) => saysSomething(message, index)) ||
    (subjectIsGenerated !== true && isTitle(subject))
  );
}

/** An agent's answer to an empty message, or in a chat, is no word of a customer's. */
function saysSomething({ author, public: isPublic, text, origin }: Message, index: number): boolean {
  if (!hasWords(text)) return false;
  if (author === 'customer') return true;
  if (origin?.inChat === true) return false;
  return isPublic ? index === 0 : !text.startsWith(NOTE_HEADING);
}

export const hasWords = (text: string): boolean => WORDS.test(text);

function isTitle(subject: string): boolean {
  const title = subject.replace(PREFIXES, '').trim();
  return hasWords(title) && !NO_SUBJECT.test(title) && !NAMED_BY_THE_DESK.test(title);
}
