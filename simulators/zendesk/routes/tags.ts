import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidAttribute } from '../api-error.js';
import { commit, findTicket, nowSeconds, type Simulator } from '../simulator.js';
import { planUpdate } from '../updates/plan-update.js';
import type { TicketRecord } from '../store/types.js';
import { clientOf, ticketIdOf } from './tickets.js';

interface TagRoute {
  Params: { id: string };
  Body: { tags?: unknown; safe_update?: unknown; updated_stamp?: unknown } | null;
}

/** The tags of a ticket: read, replace (PUT), add (POST) and take off (DELETE). @see vendor page "Tags" */
export function addTagRoutes(api: FastifyInstance, simulator: Simulator): void {
  const path = '/tickets/:id/tags';
  const change = (request: FastifyRequest<TagRoute>, field: string): TicketRecord => {
    const record = findTicket(simulator, ticketIdOf(request.params.id));
    const { tags, safe_update, updated_stamp } = request.body ?? {};
    if (tags === undefined) throw invalidAttribute('tags');
    const input = { [field]: tags, safe_update, updated_stamp };
    const { store } = simulator;
    const context = { at: nowSeconds(), nextId: () => store.ids.next(), client: clientOf(request) };
    const planned = planUpdate(record, input, context);
    if (planned.stored) commit(simulator, planned.change);
    return record;
  };
  api.get<TagRoute>(path, ({ params }) => ({ tags: findTicket(simulator, ticketIdOf(params.id)).tags }));
  api.put<TagRoute>(path, (request) => ({ tags: change(request, 'additional_tags').tags }));
  api.post<TagRoute>(path, (request, reply) => {
    void reply.code(201);
    return { tags: change(request, 'tags').tags };
  });
  api.delete<TagRoute>(path, (request, reply) => {
    change(request, 'remove_tags');
    return reply.code(204).send();
  });
}
