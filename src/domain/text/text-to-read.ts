import { isOurNote } from '../note.js';
import type { Conversation, Message } from '../ticket.js';

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
  return isPublic ? index === 0 : !isOurNote({ public: isPublic, text });
}

export const hasWords = (text: string): boolean => WORDS.test(text);

function isTitle(subject: string): boolean {
  const title = subject.replace(PREFIXES, '').trim();
  return hasWords(title) && !NO_SUBJECT.test(title) && !NAMED_BY_THE_DESK.test(title);
}

/** What telephone systems write about a call: `Call from: +1 555 0100`, `Length of phone call: 2 minutes`. */
const FACT =
  /^[\s>*-]*(?:(?:phone |incoming |outgoing |inbound |outbound |missed |abandoned )*(?:call|voice ?mail)\b(?: (?:from|to|with|by|id|details|duration|length|recording|started|ended|status|type|direction|time|summary))?|call(?:er|ed|ing)(?: (?:id|number|name))?|time of(?: the)? (?:phone )?call|(?:length|duration)(?: of(?: the)? (?:phone )?call)?|answered by|agent|location|started at|ended at|direction|status|from|to|date|time|recording(?: url)?|listen(?: to(?: the)? (?:call )?recording)?|transcri(?:pt|ption)(?: of(?: the)? call)?(?: not available)?)\s*(?:[:#-].*|\+?[\d\s().-]*)$/i;
/** A link, number, time or span, alone or behind a label in any language: `Dauer: 2 Minuten`. */
const LINK_OR_NUMBER =
  /^(?:[^:\n]{1,40}:)?\W*(?:https?:\/\/\S+|\+?\d[\d\s().:/-]*(?:\s?\p{L}{1,12}\.?){0,3})\W*$/iu;
/** How calls are told of in a sentence: `Missed call from Ann`. */
const TOLD =
  /^\W*(?:phone |incoming |outgoing |inbound |outbound |missed |abandoned )*(?:call|voice ?mail)(?: (?:with|from|to|by)\b).{0,120}$/i;
/** A line with a known value and little else says that value. UTF-16 units. */
const LONGEST_LABEL = 60;
/** What is longer is prose; the bound keeps the patterns quick. UTF-16 units. */
const LONGEST_FACT = 400;

/**
 * A text about a call as it is, or nothing where it only says that there was one: who called whom, when, how long.
 * @param known Values that the platform tells of the call, so that they are recognised under any label.
 */
export function unlessOnlyCallFacts(text: string, known: readonly string[] = []): string {
  const values = known.filter((value) => value !== '');
  const isFact = (line: string): boolean =>
    (line.length <= LONGEST_FACT && [FACT, LINK_OR_NUMBER, TOLD].some((fact) => fact.test(line))) ||
    values.some((value) => line.includes(value) && line.length <= value.length + LONGEST_LABEL);
  return text.split('\n').every((line) => line.trim() === '' || isFact(line)) ? '' : text;
}
