import type { FastifyInstance } from 'fastify';
import { recordNotFound } from '../api-error.js';
import { findTicket, type Simulator } from '../simulator.js';
import { auditsOf } from '../wire/comment.js';
import { pageOf, type Query } from '../wire/pages.js';
import { ticketIdOf } from './tickets.js';

/** The history of a ticket, oldest first. @see vendor page "Ticket Audits" */
export function addAuditRoutes(api: FastifyInstance, simulator: Simulator): void {
  api.get<{ Params: { id: string }; Querystring: Query }>('/tickets/:id/audits', ({ params, query }) => {
    const record = findTicket(simulator, ticketIdOf(params.id));
    const url = `${simulator.baseUrl}/api/v2/tickets/${record.id}/audits.json`;
    return pageOf(auditsOf(record, simulator.store), { query, url, key: 'audits' });
  });
  api.get<{ Params: { id: string; auditId: string } }>('/tickets/:id/audits/:auditId', ({ params }) => {
    const record = findTicket(simulator, ticketIdOf(params.id));
    const audit = auditsOf(record, simulator.store).find(({ id }) => id === Number(params.auditId));
    if (audit === undefined) throw recordNotFound();
    return { audit };
  });
}
