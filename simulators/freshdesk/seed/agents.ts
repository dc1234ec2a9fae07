import { AGENTS as PEOPLE } from '../../seed/agents.js';
import { agentId } from '../store/ids.js';

/** The people who answer tickets. */
export const AGENTS = PEOPLE.map(({ name, email }, index) => ({ id: agentId(index), name, email }));

/** The agent who looks after a ticket when nobody else is named: always the same one for a ticket. */
export function agentFor(ticketId: number): number {
  return agentId(ticketId % AGENTS.length);
}
