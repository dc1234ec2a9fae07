import { AGENTS } from '../../seed/agents.js';
import { personIndexOf, seedPerson } from '../../seed/people.js';
import { GROUP_ID, INTEGRATION_USER_ID, ORGANIZATION_ID } from '../store/ids.js';
import { isoSeconds, toSeconds } from '../../time.js';
import type { TicketStore } from '../store/ticket-store.js';

/** Who calls the API: everybody with credentials is the same integration user. */
export interface Integration {
  email: string;
  role: 'admin' | 'agent';
}

interface Known {
  name: string;
  email: string | null;
  phone: string | null;
  locale: string;
  role: 'admin' | 'agent' | 'end-user';
}

/** A user as the vendor sends it; null when there is none with that id. */
export function wireUser(
  userId: number,
  { store, baseUrl, integration }: { store: TicketStore; baseUrl: string; integration: Integration },
) {
  const known = knownUser(userId, store, integration);
  if (known === null) return null;
  const since = isoSeconds(toSeconds(store.world.startedAtMs) - 86_400 * (30 + (userId % 300)));
  const staff = known.role !== 'end-user';
  return {
    id: userId,
    url: `${baseUrl}/api/v2/users/${userId}.json`,
    name: known.name,
    email: known.email,
    created_at: since,
    updated_at: since,
    time_zone: 'Eastern Time (US & Canada)',
    iana_time_zone: 'America/New_York',
    phone: known.phone,
    shared_phone_number: known.phone === null ? null : false,
    photo: null,
    locale_id: 1,
    locale: known.locale,
    organization_id: staff ? ORGANIZATION_ID : null,
    role: known.role,
    verified: staff,
    external_id: null,
    tags: [],
    alias: null,
    active: true,
    shared: false,
    shared_agent: false,
    last_login_at: staff ? since : null,
    two_factor_auth_enabled: staff ? null : false,
    signature: null,
    details: null,
    notes: null,
    role_type: staff ? 4 : null,
    custom_role_id: null,
    moderator: staff,
    ticket_restriction: staff ? null : 'requested',
    only_private_comments: false,
    restricted_agent: !staff,
    suspended: false,
    default_group_id: staff ? GROUP_ID : null,
    report_csv: known.role === 'admin',
    user_fields: {},
  };
}

function knownUser(userId: number, store: TicketStore, integration: Integration): Known | null {
  if (userId === INTEGRATION_USER_ID) {
    return { name: 'Triage Integration', phone: null, locale: 'en-US', ...integration };
  }
  const agent = AGENTS.find(({ id }) => id === userId);
  if (agent !== undefined) return { ...agent, phone: null, locale: 'en-US', role: 'agent' };
  const created = store.createdUsers.get(userId);
  if (created !== undefined) return { ...created, locale: 'en-US', role: 'end-user' };
  const index = personIndexOf(userId, store.world.people);
  if (index === null) return null;
  const { name, email, phone, locale } = seedPerson(store.world.seed, index);
  // Many accounts never learn a phone number, and some people come without an address.
  return {
    name,
    email: index % 23 === 0 ? null : email,
    phone: index % 2 === 0 ? phone : null,
    locale,
    role: 'end-user',
  };
}
