import type { Conversation, Message, Person } from './ticket.js';
import { wholeCodePoints } from './text/fit-to-budget.js';
import { isOwnTag, type WriteChanges } from './merge.js';

/** Help desks show less; what is longer is a text in the wrong place. UTF-16 units. */
const LONGEST_SUBJECT = 2_000;
/** Longer than any name, number or address is (RFC 5321 §4.5.3.1). UTF-16 units. */
const LONGEST_OF_A_PERSON = 320;
const LONGEST_FILE_NAME = 255;
/** Of one message: who attaches more has sent a folder. */
const MOST_ATTACHMENTS = 50;
const MOST_PEOPLE = 10_000;
/** A value that is cut within is dropped up to the white space before it, if that is so near. UTF-16 units. */
const LONGEST_VALUE = 400;

/**
 * A conversation without what no help desk means to hold: subjects, names and lists of attachments of any size. They go
 * into payloads and into what redaction looks for, so they are cut before any costly step. Messages are left alone.
 */
export function withinLimits(conversation: Conversation): Conversation {
  return {
    ...conversation,
    subject: cutBetweenWords(conversation.subject, LONGEST_SUBJECT),
    messages: conversation.messages.map(withinMessageLimits),
    people: conversation.people.slice(0, MOST_PEOPLE).map(withinPersonLimits),
  };
}

/** Shows no part of a value that does not fit: half an address would escape redaction. */
export function cutBetweenWords(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  const cut = text.slice(0, wholeCodePoints(text, maxUnits));
  if (/\s/.test(text.charAt(cut.length))) return cut;
  const lastWord = /\S*$/.exec(cut.slice(-LONGEST_VALUE))?.[0] ?? '';
  return lastWord.length === LONGEST_VALUE ? cut : cut.slice(0, cut.length - lastWord.length).trimEnd();
}

const withinMessageLimits = (message: Message): Message => ({
  ...message,
  attachmentNames: message.attachmentNames
    .slice(0, MOST_ATTACHMENTS)
    .map((name) => cutBetweenWords(name, LONGEST_FILE_NAME)),
  ...(message.origin === undefined
    ? {}
    : { origin: { ...message.origin, sender: cutOrNull(message.origin.sender) } }),
});

const withinPersonLimits = ({ name, email, phone }: Person): Person => ({
  name: cutOrNull(name),
  email: cutOrNull(email),
  phone: cutOrNull(phone),
});

const cutOrNull = (value: string | null): string | null => value?.slice(0, LONGEST_OF_A_PERSON) ?? null;

/** More tags than any account's people put on a ticket; they travel with a ticket through every step and its records. */
const MOST_TOLD = 1_000;
const MOST_TOLD_UNITS = 64 * 1024;
/** Of tags that only look like those of a category: the tenant has 20 categories at most, now or before. */
const MOST_OF_CATEGORIES = 100;
const LONGEST_OF_CATEGORIES = 255;

/** The tags of a ticket as far as they are told. */
export interface ToldTags {
  tags: string[];
  /** So many more are on the ticket, none of them ours. Absent: these are all. */
  otherTags?: number;
}

/**
 * All tags of a ticket, or, where they are too many to travel, those that decide: ours, and those of categories.
 * Whoever writes then has to read the others again (`withChangedTags`).
 */
export function toldTags(tags: readonly string[], categoryTagPrefix: string): ToldTags {
  const units = tags.reduce((sum, tag) => sum + tag.length, 0);
  if (tags.length <= MOST_TOLD && units <= MOST_TOLD_UNITS) return { tags: [...tags] };
  const own = tags.filter(isOwnTag);
  const ofCategories = tags
    .filter(
      (tag) => tag.startsWith(categoryTagPrefix) && tag.length <= LONGEST_OF_CATEGORIES && !isOwnTag(tag),
    )
    .slice(0, MOST_OF_CATEGORIES);
  const told = new Set([...own, ...ofCategories]);
  return { tags: [...told], otherTags: tags.length - told.size };
}

/** The tags of a ticket after a write, in their order: nothing else is taken off, nothing is there twice. */
export function withChangedTags(
  tags: readonly string[],
  { addedTags, removedTags }: Pick<WriteChanges, 'addedTags' | 'removedTags'>,
): string[] {
  const removed = new Set(removedTags);
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...addedTags])];
}
