import { z } from 'zod';
import type { RequesterTickets } from '../../ports/requester-tickets.js';
import { ZendeskClient } from './client.js';
import type { ZendeskOptions } from './options.js';
import { LARGEST_PAGE } from './paging.js';

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
