import { createHash, createHmac, randomBytes } from 'node:crypto';
import { findBulkMail, relevantPart } from '../domain/bulk-mail/find-bulk-mail.js';
import type { BulkMail } from '../domain/bulk-mail/signs.js';
import type { RedactedTicket, Conversation, MessageAuthor, RemovedValues } from '../domain/ticket.js';
import { isOurNote } from '../domain/note.js';
import { createTicketRedactor } from '../domain/redaction/redactor.js';
import type { PiiSpan, TicketRedactor, PiiType, RemovedText } from '../domain/redaction/types.js';
import { cleanMessage } from '../domain/text/clean-message.js';
import { ELLIPSIS, fitting, fitToBudget } from '../domain/text/fit-to-budget.js';
import { type Piece, piecesOf } from '../domain/text/pieces.js';
import { formsOfRemoved, stretchesFrom, wordsIn } from '../domain/redaction/comparable-forms.js';
import { placeholder, writtenPlaceholders } from '../domain/redaction/placeholders.js';
import { NOTHING_ELSE, type AlsoFound } from '../ports/tenant.js';

/** Characters of conversation that are worth a model's reading: about 3,000 tokens of English. */
export const CONVERSATION_BUDGET = 12_000;

/** How much of a conversation is read at all, UTF-16 units: what lies beyond never reaches a costly step. */
export interface ReadingLimits {
  message: number;
  conversation: number;
}

/**
 * Room for the longest letters with their quotes and signatures, many times what a model reads. A help desk's own
 * limit for a message is higher (65,535 at Zendesk), but only dumps and attacks come near it.
 */
const READING_LIMITS: ReadingLimits = { message: 20_000, conversation: 120_000 };
/** What is tried once where that took too long. */
const STRICTER_LIMITS: ReadingLimits = { message: 4_000, conversation: 16_000 };
export const READING_ATTEMPTS: readonly ReadingLimits[] = [READING_LIMITS, STRICTER_LIMITS];

/** Help desks allow 255 to a few hundred characters; mail allows anything. */
const LONGEST_SUBJECT = 1_000;

interface ReadPiece extends Piece {
  also?: readonly PiiSpan[];
}

/** What of a conversation is read: pieces of its texts. Raw, and plain data, so that a thread can be given it. */
export interface ReadableConversation {
  subject: ReadPiece[];
  /** Oldest first. */
  messages: { author: MessageAuthor; pieces: ReadPiece[] }[];
  people: string[];
  phones: string[];
  /** ISO 3166 alpha-2, for phone numbers written nationally. */
  region: string;
  /** Where bulk mail is looked for: the ends of all messages. */
  mail?: Conversation;
}

/**
 * The messages that count, each with the names of its attachments: public ones, else whatever there is but our notes.
 * Those are private: a public message that begins like one is somebody's who would go unread.
 */
function messagesOf({ messages }: Conversation): { author: MessageAuthor; text: string }[] {
  const written = messages.filter((message) => !isOurNote(message));
  const spoken = written.filter((message) => message.public);
  return (spoken.length > 0 ? spoken : written).map(({ author, text, attachmentNames }) => ({
    author,
    text: attachmentNames.length > 0 ? `${text}\n[attached: ${attachmentNames.join(', ')}]` : text,
  }));
}

/**
 * Cuts a conversation to what is worth reading, at the cost of a few slices: the first message, then the customer's
 * from the latest back, then the agents'; of a long message its beginning and its end.
 */
export function readableConversation(
  conversation: Conversation,
  { region, findsBulkMail = false }: { region: string; findsBulkMail?: boolean },
  limits: ReadingLimits = READING_LIMITS,
): ReadableConversation {
  const messages = messagesOf(conversation).map((message) => ({
    ...message,
    length: Math.min(message.text.length, limits.message),
  }));
  const read = fitting(messages, limits.conversation, {
    lengthOf: ({ length }) => length,
    shorten: (message, length) => ({ ...message, length }),
  });
  return {
    subject: piecesOf(conversation.subject, LONGEST_SUBJECT),
    messages: read.map(({ author, text, length }) => ({ author, pieces: piecesOf(text, length) })),
    people: conversation.people.flatMap(({ name, email }) => name?.trim() || email || []),
    phones: conversation.people.flatMap(({ phone }) => phone ?? []),
    region,
    ...(findsBulkMail && { mail: endsOf(conversation) }),
  };
}

const endsOf = (conversation: Conversation): Conversation => ({
  ...conversation,
  people: [],
  messages: conversation.messages.map((message) => ({ ...message, text: relevantPart(message.text) })),
});

const piecesIn = ({ subject, messages }: ReadableConversation): ReadPiece[] => [
  ...subject,
  ...messages.flatMap(({ pieces }) => pieces),
];

/** Every text that redaction will read, as it will read it. */
export const textsOf = (conversation: ReadableConversation): string[] =>
  piecesIn(conversation).map(({ text }) => text);

/** The same conversation with what a second detector found in each text. */
export function withAlsoFound(
  conversation: ReadableConversation,
  alsoFound: AlsoFound,
): ReadableConversation {
  const told = (pieces: readonly ReadPiece[]): ReadPiece[] =>
    pieces.map((piece) => ({ ...piece, also: alsoFound(piece.text) }));
  return {
    ...conversation,
    subject: told(conversation.subject),
    messages: conversation.messages.map(({ author, pieces }) => ({ author, pieces: told(pieces) })),
  };
}

/** UTF-16 units that redaction will read. */
export const unitsOf = ({ people, ...texts }: ReadableConversation): number =>
  [...piecesIn({ people, ...texts }).map(({ text }) => text), ...people].reduce(
    (sum, { length }) => sum + length,
    0,
  );

/** A conversation without personal data, and what it was recognised as. */
export interface RedactionResult {
  ticket: RedactedTicket;
  /** Null: no bulk mail, or none was looked for. */
  bulkMail: BulkMail | null;
}

/**
 * Takes personal data out of a conversation, then quoted replies and boilerplate, then cuts it to the budget.
 * Redaction comes first, so that no cut can split a value and let half of it through. Costly: belongs in a thread.
 */
export function redactReadable(conversation: ReadableConversation): RedactionResult {
  const { people, phones, region, mail } = conversation;
  const redactor = createTicketRedactor({ people, phones, region });
  const subject = redactPieces(redactor, conversation.subject);
  const messages = conversation.messages.map(({ author, pieces }) => ({
    author,
    text: cleanMessage(redactPieces(redactor, pieces)),
  }));
  const fitted = fitToBudget(messages, CONVERSATION_BUDGET);
  const inputHash = createHash('sha256')
    .update(JSON.stringify([subject, fitted]))
    .digest('hex');
  const removedValues = [digestsOf(redactor.removed())];
  return {
    ticket: { subject, messages: fitted, removed: redactor.counts(), removedValues, inputHash },
    bulkMail: mail === undefined ? null : findBulkMail(mail),
  };
}

const redactPieces = (redactor: TicketRedactor, pieces: readonly ReadPiece[]): string =>
  pieces
    .map(({ text, from, to, also }) => redactor.redact(text, also, { from, to }).text)
    .join(`\n${ELLIPSIS}\n`);

/** The whole of it on this thread, for short texts. @param region ISO 3166 alpha-2, for phone numbers written nationally. */
export const redactConversation = (
  conversation: Conversation,
  region: string,
  alsoFound: AlsoFound = NOTHING_ELSE,
): RedactedTicket =>
  redactReadable(withAlsoFound(readableConversation(conversation, { region }), alsoFound)).ticket;

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
