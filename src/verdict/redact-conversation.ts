import { createHash } from 'node:crypto';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import { NOTE_HEADING } from '../domain/note.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { cleanMessage } from '../domain/text/clean-message.js';
import { fitToBudget } from '../domain/text/fit-to-budget.js';
import type { Conversation, MessageAuthor } from '../domain/ticket.js';
import { digestsOf } from './removed-values.js';
import { type AlsoFound, NOTHING_ELSE } from '../ports/second-opinion.js';

/** Characters of conversation that are worth a model's reading: about 3,000 tokens of English. */
export const CONVERSATION_BUDGET = 12_000;

/**
 * The messages that count, each with the names of its attachments: public ones, else whatever there is but our notes.
 * Those are private: a public message that begins like one is somebody's who would go unread.
 */
function messagesOf({ messages }: Conversation): { author: MessageAuthor; text: string }[] {
  const written = messages.filter((message) => message.public || !message.text.startsWith(NOTE_HEADING));
  const spoken = written.filter((message) => message.public);
  return (spoken.length > 0 ? spoken : written).map(({ author, text, attachmentNames }) => ({
    author,
    text: attachmentNames.length > 0 ? `${text}\n[attached: ${attachmentNames.join(', ')}]` : text,
  }));
}

/** Every text that redaction will read, as it will read it. */
export function textsOf(conversation: Conversation): string[] {
  return [conversation.subject, ...messagesOf(conversation).map(({ text }) => text)];
}

/**
 * Takes personal data out of a conversation, then quoted replies and boilerplate, then cuts it to the budget.
 * Redaction comes first, so that no cut can split a value and let half of it through.
 * @param region ISO 3166 alpha-2, for phone numbers written nationally.
 */
export function redactConversation(
  conversation: Conversation,
  region: string,
  alsoFound: AlsoFound = NOTHING_ELSE,
): RedactedTicket {
  const people = conversation.people.flatMap(({ name, email }) => name?.trim() || email || []);
  const phones = conversation.people.flatMap(({ phone }) => phone ?? []);
  const redactor = createTicketRedactor({ people, phones, region });
  const subject = redactor.redact(conversation.subject, alsoFound(conversation.subject)).text;
  const messages = messagesOf(conversation).map(({ author, text }) => ({
    author,
    text: cleanMessage(redactor.redact(text, alsoFound(text)).text),
  }));
  const fitted = fitToBudget(messages, CONVERSATION_BUDGET);
  const inputHash = createHash('sha256')
    .update(JSON.stringify([subject, fitted]))
    .digest('hex');
  const removedValues = [digestsOf(redactor.removed())];
  return { subject, messages: fitted, removed: redactor.counts(), removedValues, inputHash };
}
