const AGENT_BASE = 43_000_100_000;
const CONTACT_BASE = 43_010_000_000;
const SEED_CONVERSATION_BASE = 43_100_000_000;
const SEED_CONVERSATION_SPAN = 100;
const CREATED_BASE = 43_500_000_000;

/** The agent that API calls are made as. */
export const INTEGRATION_AGENT_ID = AGENT_BASE;
export const GROUP_ID = 43_000_200_001;
export const COMPANY_ID = 43_000_300_001;
export const ADMINISTRATOR_ROLE_ID = 43_000_400_001;
export const AGENT_ROLE_ID = 43_000_400_002;

/** The id of the agent with that number, from 0. */
export function agentId(index: number): number {
  return AGENT_BASE + 1 + index;
}

/** The contact id of a seeded person. */
export function contactId(personIndex: number): number {
  return CONTACT_BASE + personIndex;
}

/** The number of the seeded person with that contact id; null when the id is no seeded person's. */
export function personIndexOf(id: number, people: number): number | null {
  const index = id - CONTACT_BASE;
  return Number.isInteger(index) && index >= 0 && index < people ? index : null;
}

/** The id of a seeded ticket's conversation or attachment, the same at every call. */
export function seedConversationId(ticketId: number, place: number): number {
  return SEED_CONVERSATION_BASE + ticketId * SEED_CONVERSATION_SPAN + place;
}

/** Gives ids for everything that comes to be after the seed; never one twice, also across restarts. */
export class IdSequence {
  #last = CREATED_BASE;

  next(): number {
    this.#last += 1;
    return this.#last;
  }

  /** Learns an id that is taken already. */
  observe(id: number): void {
    this.#last = Math.max(this.#last, id);
  }
}
