import type { FastifyInstance } from 'fastify';
import { recordNotFound } from '../api-error.js';
import type { Simulator } from '../simulator.js';
import { INTEGRATION_USER_ID } from '../store/ids.js';
import type { Query } from '../wire/pages.js';
import { wireUser } from '../wire/user.js';
import { readIds, ticketIdOf } from './tickets.js';

/** The caller, one user, many users. @see vendor page "Users" */
export function addUserRoutes(api: FastifyInstance, simulator: Simulator): void {
  api.get('/users/me', () => ({
    user: { ...wireUser(INTEGRATION_USER_ID, simulator), authenticity_token: 'simulated' },
  }));
  api.get<{ Querystring: Query }>('/users/show_many', ({ query }) => {
    const users = readIds(query['ids']).flatMap((id) => wireUser(id, simulator) ?? []);
    return { users, next_page: null, previous_page: null, count: users.length };
  });
  api.get<{ Params: { id: string } }>('/users/:id', ({ params }) => {
    const user = wireUser(ticketIdOf(params.id), simulator);
    if (user === null) throw recordNotFound();
    return { user };
  });
}
