import type { RequesterTickets } from '../../ports/requester-tickets.js';
import { FreshdeskClient } from './client.js';
import { LARGEST_PAGE } from './conversation-pages.js';
import type { FreshdeskOptions } from './options.js';
import { ticketsAnswer } from './wire.js';

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
        const request = { method: 'GET', route: '/api/v2/tickets', query, schema: ticketsAnswer } as const;
        const { value, hasNextPage } = await client.send(request);
        ticketIds.push(...value.map(({ id }) => id));
        if (value.length === 0 || !(hasNextPage || value.length >= LARGEST_PAGE)) return ticketIds;
      }
    },
  };
}
