import type { FastifyInstance } from 'fastify';
import { wholeNumber, type Query } from '../wire/pages.js';
import { findTicket, type Simulator } from '../simulator.js';
import { ticketIdOf } from './tickets.js';

const LARGEST_PAGE = 100;

/** What was said in messaging channels, which comments do not have, oldest first. @see vendor page "Conversation Log" */
export function addConversationLogRoute(api: FastifyInstance, simulator: Simulator): void {
  api.get<{ Params: { id: string }; Querystring: Query }>(
    '/tickets/:id/conversation_log',
    ({ params, query }) => {
      const events = findTicket(simulator, ticketIdOf(params.id)).log ?? [];
      const size = Math.min(wholeNumber(query['page[size]'], 'page[size]', LARGEST_PAGE), LARGEST_PAGE);
      const start = events.findIndex(({ id }) => id === query['page[after]']) + 1;
      const page = events.slice(start, start + size);
      const hasMore = start + page.length < events.length;
      return {
        events: page,
        meta: {
          has_more: hasMore,
          after_cursor: page.at(-1)?.id ?? null,
          before_cursor: page[0]?.id ?? null,
        },
        links: { prev: null, next: null },
      };
    },
  );
}
