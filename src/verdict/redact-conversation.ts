import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { RedactedTicket, Conversation, MessageAuthor, RemovedValues } from '../domain/ticket.js';
import { NOTE_HEADING } from '../domain/note.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import { cleanMessage } from '../domain/text/clean-message.js';
import { fitToBudget } from '../domain/text/fit-to-budget.js';
import { type AlsoFound, NOTHING_ELSE } from '../ports/tenant.js';
import { formsOfRemoved, stretchesFrom, wordsIn } from '../domain/redaction/comparable-forms.js';
import { placeholder, writtenPlaceholders } from '../domain/redaction/placeholders.js';
import type { PiiType, RemovedText } from '../domain/redaction/types.js';

/** Characters of conversation that are worth a model's reading: about 3,000 tokens of English. */
const CONVERSATION_BUDGET = 12_000;

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

/** Enough to tell values of one ticket apart; a chance meeting costs a word of a summary. */
const DIGEST_BYTES = 8;
/** A ticket with more is a dump of data; what travels with it stays small. */
const MAX_DIGESTS = 1_000;

const digest = (key: Buffer, form: string): string =>
  createHmac('sha256', key).update(form).digest().subarray(0, DIGEST_BYTES).toString('base64url');

/** Makes removed values recognisable without keeping them. The key is new each time. */
export function digestsOf(removed: readonly RemovedText[]): RemovedValues {
  const key = randomBytes(16);
  const digests: RemovedValues['digests'] = {};
  const known = new Set<string>();
  let longest = 0;
  for (const text of removed) {
    for (const form of formsOfRemoved(text)) {
      if (known.has(form) || known.size >= MAX_DIGESTS) continue;
      known.add(form);
      longest = Math.max(longest, form.length);
      (digests[text.type] ??= []).push(digest(key, form));
    }
  }
  return { key: key.toString('base64'), digests, longest };
}

type FindType = (forms: readonly string[]) => PiiType | undefined;

function finderOf({ key, digests }: RemovedValues): FindType {
  const bytes = Buffer.from(key, 'base64');
  const types = new Map(
    (Object.entries(digests) as [PiiType, string[]][]).flatMap(([type, list]) =>
      list.map((value) => [value, type] as const),
    ),
  );
  return (forms) => forms.map((form) => types.get(digest(bytes, form))).find(Boolean);
}

const isEmpty = ({ digests }: RemovedValues): boolean => Object.keys(digests).length === 0;

/**
 * A short text with every removed value in it replaced by a placeholder, in whatever spelling it came back: case,
 * diacritics, spaces, signs, order of names, prefix of phone numbers. Placeholders stay.
 */
export function withoutRemovedValues(text: string, removedValues: readonly RemovedValues[]): string {
  const sets = removedValues.filter((set) => !isEmpty(set));
  if (sets.length === 0) return text;
  const finders = sets.map(finderOf);
  const longest = Math.max(...sets.map((set) => set.longest ?? Infinity));
  const placeholders = writtenPlaceholders(text);
  const words = wordsIn(text).filter(
    (word) => !placeholders.some(({ start, end }) => start <= word.start && word.start < end),
  );
  let result = '';
  let copied = 0;
  for (let first = 0; first < words.length; first += 1) {
    const word = words[first];
    if (word === undefined || word.start < copied) continue;
    for (const { start, end, forms } of stretchesFrom(text, words, { first, longest })) {
      const type = finders.map((find) => find(forms)).find(Boolean);
      if (type === undefined) continue;
      result += text.slice(copied, start) + placeholder(type, 1);
      copied = end;
      break;
    }
  }
  return result + text.slice(copied);
}
