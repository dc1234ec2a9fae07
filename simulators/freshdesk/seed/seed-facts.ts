import { seededRandom } from '../../seeded-random.js';
import { AGENTS as PEOPLE } from '../../seed/agents.js';
import { seedFacts as textFacts, type SeedFacts as TextFacts } from '../../seed/seed-facts.js';
import type { SeedWorld } from '../../seed/seed-world.js';
import { agentId, contactId, GROUP_ID } from '../store/ids.js';
import {
  PRIORITY,
  STATUS,
  type CustomFields,
  type Priority,
  type Status,
  type TicketType,
} from '../store/types.js';

const SPAM_SHARE = 0.02;
const MERGED_SHARE_OF_CLOSED = 0.3;
const PLANS = ['Starter', 'Team', 'Business', null];

const STATUSES: Record<TextFacts['status'], Status> = {
  new: STATUS.open,
  open: STATUS.open,
  pending: STATUS.pending,
  hold: STATUS.waitingOnThirdParty,
  solved: STATUS.resolved,
  closed: STATUS.closed,
  deleted: STATUS.open,
};

const PRIORITIES: Record<NonNullable<TextFacts['priority']>, Priority> = {
  low: PRIORITY.low,
  normal: PRIORITY.medium,
  high: PRIORITY.high,
  urgent: PRIORITY.urgent,
};

const TYPES: Record<NonNullable<TextFacts['type']>, TicketType> = {
  problem: 'Problem',
  incident: 'Incident',
  question: 'Question',
  task: 'Feature Request',
};

/** Everything about a seeded ticket but its texts. */
export interface SeedFacts {
  status: Status;
  priority: Priority;
  type: TicketType | null;
  tags: readonly string[];
  spam: boolean;
  deleted: boolean;
  /** The ticket this one was merged into, if it was. */
  mergedInto: number | null;
  requesterId: number;
  responderId: number | null;
  groupId: number | null;
  customFields: CustomFields;
  /** Unix seconds. */
  createdAt: number;
  updatedAt: number;
}

/**
 * The facts of the ticket of that index, always the same for a world. Requester, times and tags are those of the same
 * ticket in the other help desk's simulator, so that one seed gives the same tickets in both.
 */
export function seedFacts(world: SeedWorld, index: number): SeedFacts {
  const facts = textFacts(world, index);
  const random = seededRandom(world.seed, 'freshdesk', index);
  const spam = random() < SPAM_SHARE;
  const isMerged = facts.status === 'closed' && index > 0 && random() < MERGED_SHARE_OF_CLOSED;
  const agent = PEOPLE.findIndex(({ id }) => id === facts.assigneeId);
  return {
    status: STATUSES[facts.status],
    priority: facts.priority === null ? PRIORITY.low : PRIORITIES[facts.priority],
    type: facts.type === null ? null : TYPES[facts.type],
    tags: facts.tags,
    spam,
    deleted: facts.status === 'deleted',
    mergedInto: isMerged ? index : null,
    requesterId: contactId(facts.requesterIndex),
    responderId: agent < 0 ? null : agentId(agent),
    groupId: facts.hasGroup ? GROUP_ID : null,
    customFields: { cf_plan: PLANS[index % PLANS.length] ?? null, cf_region: null },
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
  };
}
