import { PlatformError, type RequesterTickets } from '../../ports/platform.js';
import { ZendeskClient, LARGEST_PAGE, type ZendeskOptions } from './client.js';
import { LRUCache } from 'lru-cache';
import { usersAnswer, type WireUser } from './wire.js';
import { z } from 'zod';

/** Real users have positive IDs; -1 is the vendor's own automations. */
const USER_ID = /^[1-9]\d*$/;

/**
 * Who is behind a user ID. Agents are on many tickets, so users are kept in memory for 10 minutes (also that an ID is
 * nobody any more), and a ticket seldom costs a look-up of its own.
 */
export class UserDirectory {
  readonly #client: ZendeskClient;
  readonly #known = new LRUCache<string, WireUser | false>({ max: 2_000, ttl: 10 * 60_000 });

  constructor(client: ZendeskClient) {
    this.#client = client;
  }

  remember(users: readonly WireUser[]): void {
    for (const user of users) this.#known.set(user.id, user);
  }

  /**
   * The users with these IDs, by ID; deleted and impossible ones are left out. One request for each 100 not yet known.
   * @throws {PlatformError} never `forbidden`, `notFound` or `invalid`: those would speak of the users, not the ticket.
   */
  async find(ids: readonly string[], signal?: AbortSignal): Promise<Map<string, WireUser>> {
    const wanted = [...new Set(ids)].filter((id) => USER_ID.test(id));
    // Answers of this very call are kept apart from the cache, which may be too small for all of them.
    const found = new Map(wanted.map((id) => [id, this.#known.get(id)]));
    const unknown = wanted.filter((id) => found.get(id) === undefined);
    for (let start = 0; start < unknown.length; start += LARGEST_PAGE) {
      const batch = unknown.slice(start, start + LARGEST_PAGE);
      const users = await this.#showMany(batch, signal);
      for (const id of batch) this.#known.set(id, false);
      this.remember(users);
      for (const user of users) found.set(user.id, user);
    }
    return new Map([...found].flatMap(([id, user]) => (user ? [[id, user] as const] : [])));
  }

  async #showMany(ids: readonly string[], signal?: AbortSignal): Promise<WireUser[]> {
    const query = new URLSearchParams({ ids: ids.join(',') });
    try {
      const request = {
        method: 'GET',
        route: '/api/v2/users/show_many',
        query,
        schema: usersAnswer,
      } as const;
      const { value } = await this.#client.send(request, signal);
      return value.users;
    } catch (error) {
      throw error instanceof PlatformError ? aboutUsers(error) : error;
    }
  }
}

/** A refused look-up is mended at the credentials; the ticket must neither be skipped nor go on with names in it. */
function aboutUsers(error: PlatformError): PlatformError {
  const { kind, message, status, retryAfterMs } = error;
  if (kind === 'forbidden') return new PlatformError(message, { kind: 'unauthorized', status, retryAfterMs });
  if (kind === 'notFound' || kind === 'invalid')
    return new PlatformError(message, { kind: 'protocol', status });
  return error;
}

const found = z.object({
  results: z.array(z.object({ id: z.union([z.number(), z.string()]) })),
  meta: z.object({ has_more: z.boolean().nullish(), after_cursor: z.string().nullish() }).nullish(),
});

/**
 * The tickets of a requester, given by address or user ID, by the vendor's export of search results, which knows
 * archived tickets and has no upper limit. A ticket deleted there is not found.
 * @see https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#export-search-results
 */
export function createRequesterTickets(options: ZendeskOptions): RequesterTickets {
  const client = new ZendeskClient(options);
  return {
    async find(requester) {
      const query = new URLSearchParams({
        query: `requester:${requester}`,
        'filter[type]': 'ticket',
        'page[size]': String(LARGEST_PAGE),
      });
      const ticketIds: string[] = [];
      for (;;) {
        const request = { method: 'GET', route: '/api/v2/search/export', query, schema: found } as const;
        const { results, meta } = (await client.send(request)).value;
        ticketIds.push(...results.map(({ id }) => String(id)));
        if (meta?.has_more !== true || !meta.after_cursor) return ticketIds;
        query.set('page[after]', meta.after_cursor);
      }
    },
  };
}
