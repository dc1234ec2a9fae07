import { seededRandom } from '../seeded-random.js';
import { logLines } from './log-lines.js';
import { seedPerson } from './people.js';
import { fillPlaceholders, type FillContext } from './placeholders.js';
import { seedFacts, type SeedFacts } from './seed-facts.js';
import { templateOf, type SeedWorld } from './seed-world.js';
import type { Reply } from './template.js';

/** The texts of a seeded ticket. */
export interface SeedContent {
  facts: SeedFacts;
  subject: string;
  body: string;
  /** Null: the vendor makes it from the plain body. */
  html: string | null;
  replies: readonly Required<Reply>[];
  channel: string;
  attachments: readonly string[];
  /** Personal values that were put into these texts, as they are written there. */
  planted: readonly string[];
}

/** The texts of the ticket of that index, always the same for a world. */
export function seedContent(world: SeedWorld, index: number): SeedContent {
  const template = templateOf(world, index);
  const facts = seedFacts(world, index);
  const random = seededRandom(world.seed, 'content', index);
  const context: FillContext = {
    random,
    requester: seedPerson(world.seed, facts.requesterIndex),
    copied: facts.copiedIndexes.map((copied) => seedPerson(world.seed, copied)),
    planted: new Set(),
  };
  const text = fillPlaceholders(template.body, context);
  const log = template.logLength === undefined ? '' : `\n\n${logLines(random, template.logLength)}`;
  return {
    facts,
    subject: `${fillPlaceholders(template.subject, context)}${world.distinctTickets ? ` #${index + 1}` : ''}`,
    body: `${text}${log}`,
    html: template.html === undefined ? null : fillPlaceholders(template.html, context),
    replies: (template.replies ?? []).map((reply) => ({
      public: true,
      ...reply,
      body: fillPlaceholders(reply.body, context),
    })),
    channel: template.channel ?? (index % 3 === 0 ? 'web' : 'email'),
    attachments: template.attachments ?? [],
    planted: [...context.planted],
  };
}
