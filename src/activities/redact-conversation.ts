import { createHash } from 'node:crypto';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import { NOTE_HEADING } from '../domain/note.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { cleanMessage } from '../domain/text/clean-message.js';
import { fitToBudget } from '../domain/text/fit-to-budget.js';
import type { Conversation } from '../domain/ticket.js';

/** Characters of conversation that are worth a model's reading: about 3,000 tokens of English. */
export const CONVERSATION_BUDGET = 12_000;

/**
 * Takes personal data out of a conversation, then quoted replies and boilerplate, then cuts it to the budget.
 * Redaction comes first, so that no cut can split a value and let half of it through.
 * @param region ISO 3166 alpha-2, for phone numbers written nationally.
 */
export function redactConversation(conversation: Conversation, region: string): RedactedTicket {
  const people = conversation.people.flatMap(({ name }) => (name === null ? [] : [name]));
  const redactor = createTicketRedactor({ people, region });
  const subject = redactor.redact(conversation.subject).text;
  const written = conversation.messages.filter(({ text }) => !text.startsWith(NOTE_HEADING));
  const spoken = written.filter((message) => message.public);
  const messages = (spoken.length > 0 ? spoken : written).map(({ author, text, attachmentNames }) => {
    const attached = attachmentNames.length > 0 ? `\n[attached: ${attachmentNames.join(', ')}]` : '';
    return { author, text: cleanMessage(redactor.redact(text + attached).text) };
  });
  const fitted = fitToBudget(messages, CONVERSATION_BUDGET);
  const inputHash = createHash('sha256')
    .update(JSON.stringify([subject, fitted]))
    .digest('hex');
  return { subject, messages: fitted, removed: redactor.counts(), inputHash };
}
