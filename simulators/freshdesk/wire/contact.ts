import { seedPerson } from '../../seed/people.js';
import { isoSeconds, toSeconds } from '../../time.js';
import { COMPANY_ID, personIndexOf } from '../store/ids.js';
import type { TicketStore } from '../store/ticket-store.js';

interface Known {
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
}

/** A contact as the vendor sends it; null when there is none with that id. */
export function wireContact(id: number, store: TicketStore) {
  const known = knownContact(id, store);
  if (known === null) return null;
  const since = isoSeconds(toSeconds(store.world.startedAtMs) - 86_400 * (30 + (id % 300)));
  return {
    active: false,
    address: null,
    company_id: id % 4 === 0 ? COMPANY_ID : null,
    created_at: since,
    csat_rating: null,
    custom_fields: {},
    description: null,
    email: known.email,
    facebook_id: null,
    first_name: known.name.split(' ')[0] ?? known.name,
    id,
    job_title: null,
    language: known.language,
    last_name: known.name.split(' ').slice(1).join(' '),
    mobile: null,
    name: known.name,
    other_companies: [],
    other_emails: [],
    phone: known.phone,
    preferred_source: null,
    tags: [],
    time_zone: 'Eastern Time (US & Canada)',
    twitter_id: null,
    unique_external_id: known.email === null && known.phone === null ? `c-${id}` : null,
    updated_at: since,
    view_all_tickets: false,
  };
}

/** What a ticket shows of its requester when it is asked to. */
export function wireRequester(id: number, store: TicketStore) {
  const { name = 'Unknown', email = null, phone = null } = knownContact(id, store) ?? {};
  return { id, name, email, mobile: null, phone };
}

function knownContact(id: number, store: TicketStore): Known | null {
  const created = store.createdContacts.get(id);
  if (created !== undefined) return { ...created, language: 'en' };
  const index = personIndexOf(id, store.world.people);
  if (index === null) return null;
  const { name, email, phone, locale } = seedPerson(store.world.seed, index);
  // Many accounts never learn a phone number, and some people come without an address.
  return {
    name,
    email: index % 23 === 0 ? null : email,
    phone: index % 2 === 0 ? phone : null,
    language: locale,
  };
}
