import { seedPerson } from '../../seed/people.js';
import { seedContent, type SeedContent } from '../../seed/seed-content.js';
import type { SeedWorld } from '../../seed/seed-world.js';
import { seedConversationId } from '../store/ids.js';
import { SOURCE, type Conversation, type Source } from '../store/types.js';
import { htmlOf, textOf } from '../wire/html.js';
import { agentFor } from './agents.js';
import { mergeNote } from './merge-note.js';
import { seedFacts } from './seed-facts.js';

const SOURCES: Record<string, Source> = {
  email: SOURCE.email,
  web: SOURCE.portal,
  api: SOURCE.portal,
  chat: SOURCE.chat,
  mobile: SOURCE.feedbackWidget,
};

/** What never changes about a ticket's first message. */
export interface FirstMessage {
  subject: string;
  html: string;
  text: string;
  source: number;
  ccEmails: readonly string[];
  attachments: readonly string[];
}

/** The first message of the seeded ticket of that index, always the same for a world. */
export function seedFirstMessage(world: SeedWorld, index: number): FirstMessage {
  const content = seedContent(world, index);
  const source = SOURCES[content.channel] ?? SOURCE.portal;
  const html = htmlOf(content.html ?? content.body, { isHtml: content.html !== null });
  return {
    subject: content.subject,
    html,
    // A mail brings its plain text with it; all else is made from the HTML, which loses its line ends.
    text: source === SOURCE.email ? content.body : textOf(html),
    source,
    ccEmails: content.facts.copiedIndexes.map((copied) => seedPerson(world.seed, copied).email),
    attachments: content.attachments,
  };
}

/** Replies and notes of the seeded ticket of that index, oldest first. */
export function seedConversations(world: SeedWorld, index: number): Conversation[] {
  const content = seedContent(world, index);
  const facts = seedFacts(world, index);
  const ticketId = index + 1;
  const steps = content.replies.length + (content.facts.status === 'new' ? 0 : 1);
  const stepSeconds = (facts.updatedAt - facts.createdAt) / Math.max(1, steps);
  const conversations = content.replies.map((reply, place) =>
    seedReply(reply, {
      id: seedConversationId(ticketId, place),
      at: facts.createdAt + Math.floor(stepSeconds * (place + 1)),
      userId: reply.by === 'customer' ? facts.requesterId : (facts.responderId ?? agentFor(ticketId)),
    }),
  );
  if (facts.mergedInto !== null) {
    const id = seedConversationId(ticketId, conversations.length);
    conversations.push(mergeNote(facts.mergedInto, { id, at: facts.updatedAt, userId: agentFor(ticketId) }));
  }
  return conversations;
}

/** The personal values that were put into a seeded ticket, as they are written there. */
export function seedPlanted(world: SeedWorld, index: number): readonly string[] {
  return seedContent(world, index).planted;
}

function seedReply(
  { by, body, ...reply }: SeedContent['replies'][number],
  place: Pick<Conversation, 'id' | 'at' | 'userId'>,
): Conversation {
  const html = htmlOf(body, { isHtml: false });
  return {
    ...place,
    kind: reply.public ? 'reply' : 'note',
    incoming: by === 'customer',
    private: !reply.public,
    html,
    text: by === 'customer' ? body : textOf(html),
  };
}
