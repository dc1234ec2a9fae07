import { LRUCache } from 'lru-cache';
import { FreshdeskClient, type FreshdeskOptions } from './client.js';
import { isPlatformError } from '../account-client.js';
import { personAnswer, type WirePerson, ticketIdsAnswer } from './wire.js';
import type { RequesterTickets } from '../../ports/platform.js';
import { LARGEST_PAGE } from './to-conversation.js';

/** `agents/7` or `contacts/7`: the vendor asks for each kind by its own route. */
const PERSON = /^(agents|contacts)\/([1-9]\d{0,18})$/;
/** A conversation with more strangers than this would use up the account's limit. */
const MOST_LOOKED_UP = 5;

/**
 * Who is behind an ID, to take their names out of texts. Agents are on many tickets, so people are kept in memory for
 * 10 minutes (also that nothing is told of one), and a ticket seldom costs a look-up.
 */
export class PeopleDirectory {
  readonly #client: FreshdeskClient;
  readonly #known = new LRUCache<string, WirePerson | false>({ max: 2_000, ttl: 10 * 60_000 });

  constructor(client: FreshdeskClient) {
    this.#client = client;
  }

  remember(id: string, person: WirePerson): void {
    this.#known.set(id, person);
  }

  /**
   * The people that the account tells us of, in the order asked; deleted ones are left out, and those that this key
   * may not see, whose names then stay for the detectors of names to find. One request for each that is not known, five
   * at most.
   * @throws {PlatformError} never `forbidden`, `notFound` or `invalid`: those would speak of the person, not the ticket.
   */
  async find(ids: readonly string[], signal?: AbortSignal): Promise<WirePerson[]> {
    const found: WirePerson[] = [];
    let lookedUp = 0;
    for (const id of new Set(ids)) {
      let person = this.#known.get(id);
      if (person === undefined && lookedUp < MOST_LOOKED_UP) {
        lookedUp += 1;
        person = await this.#lookUp(id, signal);
        this.#known.set(id, person);
      }
      if (person) found.push(person);
    }
    return found;
  }

  async #lookUp(id: string, signal?: AbortSignal): Promise<WirePerson | false> {
    const [, kind, number] = PERSON.exec(id) ?? [];
    if (kind === undefined || number === undefined) return false;
    try {
      const request = {
        method: 'GET',
        route: `/api/v2/${kind}/{id}`,
        id: number,
        schema: personAnswer,
      } as const;
      return (await this.#client.send(request, signal)).value;
    } catch (error) {
      if (isPlatformError(error, 'forbidden', 'notFound', 'invalid')) return false;
      throw error;
    }
  }
}

/** Without a time the vendor lists tickets of the last 30 days only; it began in 2010. */
const EVER = '2000-01-01T00:00:00Z';

/**
 * The tickets of a requester, given by address or contact ID, oldest first. One in the spam folder or the trash, or
 * in the vendor's archive, is not found.
 * @see https://developers.freshdesk.com/api/#list_all_tickets
 */
export function createRequesterTickets(options: FreshdeskOptions): RequesterTickets {
  const client = new FreshdeskClient(options);
  return {
    async find(requester) {
      const who = requester.includes('@') ? { email: requester } : { requester_id: requester };
      const ticketIds: string[] = [];
      for (let page = 1; ; page += 1) {
        const query = {
          ...{ ...who, updated_since: EVER, order_by: 'created_at', order_type: 'asc' },
          ...{ per_page: String(LARGEST_PAGE), page: String(page) },
        };
        const request = { method: 'GET', route: '/api/v2/tickets', query, schema: ticketIdsAnswer } as const;
        const { value, hasNextPage } = await client.send(request);
        ticketIds.push(...value.map(({ id }) => id));
        if (value.length === 0 || !(hasNextPage || value.length >= LARGEST_PAGE)) return ticketIds;
      }
    },
  };
}
