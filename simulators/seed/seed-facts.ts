import { integerBetween, pickOne, seededRandom, type Random } from '../seeded-random.js';
import { toSeconds } from '../time.js';
import { AGENTS } from './agents.js';
import { personUserId } from './people.js';
import { templateOf, type SeedWorld } from './seed-world.js';
import type { Template } from './template.js';

/** Less than a day, so that a first scan over 24 hours still finds all of them a while after the start. */
const OLDEST_SECONDS = 22 * 60 * 60;
/** The export leaves out the most recent minute, so nothing is younger than this. */
const YOUNGEST_SECONDS = 120;
const LONGEST_WORK_SECONDS = 6 * 60 * 60;

/** In the words of Zendesk, which tell more of them apart than others do. */
export type SeedStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed' | 'deleted';
export type SeedPriority = 'urgent' | 'high' | 'normal' | 'low';
export type SeedType = 'problem' | 'incident' | 'question' | 'task';

const STATUS_SHARES: readonly [SeedStatus, number][] = [
  ['new', 0.46],
  ['open', 0.34],
  ['pending', 0.06],
  ['hold', 0.03],
  ['solved', 0.05],
  ['closed', 0.04],
  ['deleted', 0.02],
];

const PEOPLE_TAGS = [
  'vip',
  'emea',
  'annual_plan',
  'trial',
  'churn_risk',
  'partner',
  'beta',
  'größenwahn',
  'tier-2',
];

/** Everything about a seeded ticket but its texts. */
export interface SeedFacts {
  status: SeedStatus;
  priority: SeedPriority | null;
  type: SeedType | null;
  tags: readonly string[];
  requesterId: number;
  requesterIndex: number;
  copiedIndexes: readonly number[];
  assigneeId: number | null;
  /** Of a group of agents; there is one. */
  hasGroup: boolean;
  /** Unix seconds. */
  createdAt: number;
  updatedAt: number;
}

/** The facts of the ticket of that index, always the same for a world. */
export function seedFacts(world: SeedWorld, index: number): SeedFacts {
  const random = seededRandom(world.seed, 'facts', index);
  const template = templateOf(world, index);
  const status = statusFor(random, template);
  const worked = status !== 'new';
  const requesterIndex = integerBetween(random, 0, world.people - 1);
  const { createdAt, updatedAt } = timesFor(world, { index, random, worked, template });
  return {
    status,
    priority: random() < (worked ? 0.35 : 0.12) ? pickOne(random, ['low', 'normal', 'high', 'urgent']) : null,
    type: random() < 0.3 ? pickOne(random, ['problem', 'incident', 'question', 'task']) : null,
    tags: tagsFor(random, template),
    requesterId: personUserId(requesterIndex),
    requesterIndex,
    copiedIndexes: copiedFor(random, world, template),
    assigneeId: worked && random() < 0.8 ? pickOne(random, AGENTS).id : null,
    hasGroup: worked || random() < 0.5,
    createdAt,
    updatedAt,
  };
}

function statusFor(random: Random, template: Template): SeedStatus {
  let rest = random();
  const answered = template.replies?.some(({ by }) => by === 'agent') ?? false;
  for (const [status, share] of STATUS_SHARES) {
    rest -= share;
    if (rest < 0) return status === 'new' && answered ? 'open' : status;
  }
  return 'open';
}

function tagsFor(random: Random, template: Template): readonly string[] {
  const tags = new Set(template.tags);
  for (let count = pickOne(random, [0, 0, 0, 1, 1, 2]); count > 0; count -= 1)
    tags.add(pickOne(random, PEOPLE_TAGS));
  return [...tags].sort();
}

function copiedFor(random: Random, world: SeedWorld, template: Template): readonly number[] {
  const count = pickOne(random, [0, 0, 0, 1, 2]);
  const wanted = template.needsCopiedPerson === true ? Math.max(1, count) : count;
  return Array.from({ length: wanted }, () => integerBetween(random, 0, world.people - 1));
}

interface TimesFor {
  index: number;
  random: Random;
  worked: boolean;
  template: Template;
}

function timesFor(
  world: SeedWorld,
  { index, random, worked, template }: TimesFor,
): { createdAt: number; updatedAt: number } {
  const place = (index + random()) / world.tickets;
  const age = YOUNGEST_SECONDS + Math.floor((OLDEST_SECONDS - YOUNGEST_SECONDS) * (1 - place));
  const createdAt = toSeconds(world.startedAtMs) - age;
  const steps = (template.replies?.length ?? 0) + (worked ? 1 : 0);
  if (steps === 0) return { createdAt, updatedAt: createdAt };
  const longest = Math.min(age - YOUNGEST_SECONDS, LONGEST_WORK_SECONDS);
  return { createdAt, updatedAt: createdAt + Math.floor(longest * random()) };
}
