import { isoSeconds, toSeconds } from '../../time.js';
import { AGENTS } from '../seed/agents.js';
import { ADMINISTRATOR_ROLE_ID, AGENT_ROLE_ID, GROUP_ID, INTEGRATION_AGENT_ID } from '../store/ids.js';
import type { TicketStore } from '../store/ticket-store.js';

/** Which tickets an agent may see, in the vendor's numbers. */
const TICKET_SCOPE = { all: 1, own: 3 } as const;

/**
 * An agent as the vendor sends it; null when there is none with that id. The integration's own is an administrator
 * unless `isRestricted`.
 */
export function wireAgent(id: number, store: TicketStore, isRestricted: boolean) {
  const isIntegration = id === INTEGRATION_AGENT_ID;
  const known = isIntegration
    ? { name: 'Triage Integration', email: 'integration@tallybird.example' }
    : AGENTS.find((agent) => agent.id === id);
  if (known === undefined) return null;
  const since = isoSeconds(toSeconds(store.world.startedAtMs) - 86_400 * (30 + (id % 300)));
  const isAdministrator = isIntegration && !isRestricted;
  return {
    available: true,
    occasional: false,
    id,
    ticket_scope: isIntegration && isRestricted ? TICKET_SCOPE.own : TICKET_SCOPE.all,
    signature: null,
    group_ids: [GROUP_ID],
    role_ids: [isAdministrator ? ADMINISTRATOR_ROLE_ID : AGENT_ROLE_ID],
    skill_ids: [],
    available_since: null,
    contact: {
      active: true,
      email: known.email,
      job_title: null,
      language: 'en',
      last_login_at: since,
      mobile: null,
      name: known.name,
      phone: null,
      time_zone: 'Eastern Time (US & Canada)',
      created_at: since,
      updated_at: since,
    },
    type: 'support_agent',
    last_active_at: since,
    created_at: since,
    updated_at: since,
  };
}
