import { seededRandom, shuffled } from '../seeded-random.js';
import type { Template } from './template.js';
import { TEMPLATES } from './templates/index.js';

/** What decides every seeded ticket: the same world gives the same tickets, texts and times. */
export interface SeedWorld {
  seed: number;
  /** Number of seeded tickets, ids 1 to this. */
  tickets: number;
  /** Each subject ends with the ticket's number, so that no two tickets have equal texts. */
  distinctTickets: boolean;
  /** The moment the tickets' ages count back from. */
  startedAtMs: number;
  /** Number of distinct requesters. */
  people: number;
  /** Every pattern once, in the order of this seed. */
  templates: readonly Template[];
}

/** Makes the world of a seed. Texts are made later, ticket by ticket, so that 100,000 tickets stay small. */
export function createSeedWorld({
  seed,
  tickets,
  distinctTickets = false,
  startedAtMs,
}: Pick<SeedWorld, 'seed' | 'tickets' | 'startedAtMs'> & { distinctTickets?: boolean }): SeedWorld {
  return {
    seed,
    tickets,
    distinctTickets,
    startedAtMs,
    people: Math.max(3, Math.ceil(tickets * 0.8)),
    templates: shuffled(seededRandom(seed, 'templates'), TEMPLATES),
  };
}

/** The pattern of a ticket. The first tickets use every pattern once. */
export function templateOf(world: SeedWorld, index: number): Template {
  const template = world.templates[index % world.templates.length];
  if (template === undefined) throw new RangeError('there are no ticket templates');
  return template;
}
