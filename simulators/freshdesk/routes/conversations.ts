import type { FastifyInstance } from 'fastify';
import { invalidJson, notFound } from '../api-error.js';
import { isObject } from '../updates/field-checks.js';
import { htmlOf, textOf } from '../wire/html.js';
import { commit, findChangeableTicket, findTicket, nowSeconds, type Simulator } from '../simulator.js';
import { planNote } from '../updates/plan-note.js';
import { conversationsOf, wireConversation } from '../wire/conversation.js';
import { pageOf, readPageRequest, type Query } from '../wire/pages.js';

/**
 * Replies and notes of a ticket, oldest first, the adding of a note, and the editing of one.
 * @see vendor pages "List All Conversations of a Ticket", "Create a Note", "Update a Conversation"
 */
export function addConversationRoutes(api: FastifyInstance, simulator: Simulator): void {
  const { store } = simulator;
  api.get<{ Params: { id: string }; Querystring: Query }>(
    '/tickets/:id/conversations',
    ({ params, query }, reply) => {
      const record = findTicket(simulator, params.id);
      const request = readPageRequest(query);
      const url = `${simulator.baseUrl}/api/v2/tickets/${record.id}/conversations`;
      const { items, headers } = pageOf(conversationsOf(record, store), request, { query, url });
      void reply.headers(headers);
      return items.map((conversation) => wireConversation(conversation, record.id));
    },
  );
  api.post<{ Params: { id: string } }>('/tickets/:id/notes', ({ params, method, body }, reply) => {
    const record = findChangeableTicket(simulator, params.id, method);
    const { change, note } = planNote(record, body, { at: nowSeconds(), nextId: () => store.ids.next() });
    commit(simulator, change);
    void reply.code(201);
    return wireConversation(note, record.id);
  });
  api.put<{ Params: { id: string } }>('/conversations/:id', ({ params, body }) => {
    const noteId = Number(params.id);
    const ticketId = store.ticketOfNote(noteId);
    if (ticketId === undefined) throw notFound();
    if (!isObject(body) || typeof body['body'] !== 'string') throw invalidJson();
    const html = htmlOf(body['body'], { isHtml: true });
    const edit = { ticketId, noteId, html, text: textOf(html) };
    simulator.journal.append({ kind: 'noteEdit', edit });
    const note = store.editNote(edit);
    if (note === undefined) throw notFound();
    return wireConversation(note, ticketId);
  });
}
