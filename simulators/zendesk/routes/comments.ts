import type { FastifyInstance } from 'fastify';
import { findTicket, type Simulator } from '../simulator.js';
import { wireComments } from '../wire/comment.js';
import { pageOf, wantsCursorPages, type Query } from '../wire/pages.js';
import { wireUser } from '../wire/user.js';
import { ticketIdOf } from './tickets.js';

/** The comments of a ticket, oldest first unless asked otherwise. @see vendor page "Ticket Comments" */
export function addCommentRoutes(api: FastifyInstance, simulator: Simulator): void {
  api.get<{ Params: { id: string }; Querystring: Query }>('/tickets/:id/comments', ({ params, query }) => {
    const record = findTicket(simulator, ticketIdOf(params.id));
    const comments = wireComments(record, simulator.store);
    const newestFirst = wantsCursorPages(query)
      ? query['sort'] === '-created_at'
      : query['sort_order'] === 'desc';
    const ordered = newestFirst ? comments.reverse() : comments;
    const url = `${simulator.baseUrl}/api/v2/tickets/${record.id}/comments.json`;
    const page = pageOf(ordered, { query, url, key: 'comments' });
    if (query['include']?.split(',').includes('users') !== true) return page;
    const authors = new Set((page['comments'] as typeof comments).map(({ author_id }) => author_id));
    return { ...page, users: [...authors].flatMap((id) => wireUser(id, simulator) ?? []) };
  });
}
