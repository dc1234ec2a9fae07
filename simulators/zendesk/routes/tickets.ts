import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, invalidAttribute, priorityInvalid, tooManyValues } from '../api-error.js';
import { endpointRateHeader, rateLimitedUpdate, windowExceeded } from '../limits.js';
import { commit, findTicket, nowSeconds, type Simulator } from '../simulator.js';
import { PRIORITY_FIELD_ID } from './ticket-fields.js';
import { planAgentEdit } from '../updates/agent-edit.js';
import { planUpdate } from '../updates/plan-update.js';
import { wireComments } from '../wire/comment.js';
import type { Query } from '../wire/pages.js';
import { wireTicket } from '../wire/ticket.js';
import { wireUser } from '../wire/user.js';
import type { TicketRecord } from '../store/types.js';

const MOST_IDS = 100;

interface TicketRoute {
  Params: { id: string };
  Querystring: Query;
}

/** One ticket, many tickets, and the update of one. @see vendor page "Tickets" */
export function addTicketRoutes(api: FastifyInstance, simulator: Simulator): void {
  api.get<{ Querystring: Query }>('/tickets/show_many', ({ query }) => {
    const records = readIds(query['ids']).flatMap((id) => simulator.store.get(id) ?? []);
    const shown = records.filter(({ status }) => status !== 'deleted');
    return {
      tickets: shown.map((record) => ticketWith(record, query, simulator)),
      ...usersBeside(shown, query, simulator),
      next_page: null,
      previous_page: null,
      count: shown.length,
    };
  });
  api.get<TicketRoute>('/tickets/:id', ({ params, query }) => {
    const record = findTicket(simulator, ticketIdOf(params.id));
    return { ticket: ticketWith(record, query, simulator), ...usersBeside([record], query, simulator) };
  });
  api.put<{ Params: { id: string }; Body: { ticket?: unknown } | null }>('/tickets/:id', (request, reply) => {
    const ticketId = ticketIdOf(request.params.id);
    takeUpdate(ticketId, { request, reply }, simulator);
    const input = request.body?.ticket;
    if (typeof input !== 'object' || input === null) throw invalidAttribute('ticket');
    const record = findTicket(simulator, ticketId);
    refuseUpdate(ticketId, input as Record<string, unknown>, simulator);
    if (request.draw?.fault === 'agentEdit') {
      simulator.faults.happened(request.draw, 'agentEdit');
      editAsAgent(record, request.draw.variant, simulator);
    }
    const { change, stored } = planUpdate(record, input as Record<string, unknown>, {
      at: nowSeconds(),
      nextId: () => simulator.store.ids.next(),
      client: clientOf(request),
    });
    if (stored) commit(simulator, change);
    return { ticket: wireTicket(record, simulator), audit: change.audit };
  });
}

/** What the caller says it is. */
export function clientOf(request: FastifyRequest): string {
  return request.headers['user-agent'] ?? 'unknown';
}

/** @throws {ApiError} 400 when the id in a path is no number. */
export function ticketIdOf(text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id) || id < 1) throw invalidAttribute('id');
  return id;
}

/** Ids from a comma-separated list. @throws {ApiError} 400 when they are missing, no numbers or more than 100. */
export function readIds(text: string | undefined): number[] {
  if (text === undefined || text === '') throw invalidAttribute('ids');
  const ids = text.split(',').map(Number);
  if (ids.length > MOST_IDS) throw tooManyValues(MOST_IDS);
  if (!ids.every((id) => Number.isInteger(id) && id > 0)) throw invalidAttribute('ids');
  return ids;
}

function takeUpdate(
  ticketId: number,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { limits, counter, faults }: Simulator,
): void {
  const nowMs = Date.now();
  const window = limits.takeUpdate(nowMs);
  void reply.headers(endpointRateHeader('tickets-update', window, counter.total));
  if (!window.allowed && request.draw !== null && faults.current.updatesPerMinute !== undefined)
    faults.happened(request.draw, 'rateLimited');
  if (!window.allowed) throw windowExceeded('ticket update API requests per minute', window);
  const waitMs = limits.takeTicketUpdate(ticketId, nowMs);
  if (waitMs > 0) throw rateLimitedUpdate(waitMs);
}

/** @throws {ApiError} where the account's settings, or the faults, take no such update. */
function refuseUpdate(
  ticketId: number,
  { priority }: Record<string, unknown>,
  { faults, ticketFields }: Simulator,
): void {
  const isBasic = priority === 'normal' || priority === 'high';
  const setsPriority = priority !== undefined && priority !== null;
  if (setsPriority && (!ticketFields.priorityActive || (ticketFields.basicPriority && !isBasic)))
    throw priorityInvalid(PRIORITY_FIELD_ID);
  const { refuseUpdates: refusal } = faults.current;
  if (refusal === undefined || refusal.tickets?.includes(ticketId) === false) return;
  if (refusal.whilePriority && !setsPriority) return;
  throw new ApiError(refusal.status, refusal.body);
}

function editAsAgent(record: TicketRecord, variant: number, simulator: Simulator): void {
  const edit = {
    id: record.id,
    addTags: [`agent_${Math.floor(variant * 1e6)}`],
    ...(variant < 0.5 ? { priority: 'urgent' as const } : {}),
  };
  const { ids } = simulator.store;
  commit(simulator, planAgentEdit(record, edit, { at: nowSeconds(), nextId: () => ids.next() }));
}

function includes(query: Query, what: string): boolean {
  return query['include']?.split(',').includes(what) ?? false;
}

function ticketWith(record: TicketRecord, query: Query, simulator: Simulator) {
  const ticket = wireTicket(record, simulator);
  if (!includes(query, 'comment_count')) return ticket;
  return { ...ticket, comment_count: wireComments(record, simulator.store).length };
}

function usersBeside(records: readonly TicketRecord[], query: Query, simulator: Simulator) {
  if (!includes(query, 'users')) return {};
  const ids = records.flatMap((record) => {
    const { requester_id, submitter_id, assignee_id, collaborator_ids } = wireTicket(record, simulator);
    return [requester_id, submitter_id, ...(assignee_id === null ? [] : [assignee_id]), ...collaborator_ids];
  });
  return { users: [...new Set(ids)].flatMap((id) => wireUser(id, simulator) ?? []) };
}
