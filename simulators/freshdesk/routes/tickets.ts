import type { FastifyInstance } from 'fastify';
import { ApiError, validationFailed } from '../api-error.js';
import {
  commit,
  findChangeableTicket,
  findTicket,
  nowSeconds,
  runRules,
  type Simulator,
} from '../simulator.js';
import { PRIORITY, type TicketRecord } from '../store/types.js';
import { planAgentEdit } from '../updates/agent-edit.js';
import { isObject } from '../updates/field-checks.js';
import { planUpdate } from '../updates/plan-update.js';
import type { Query } from '../wire/pages.js';
import { EMBEDDABLE, wireTicket } from '../wire/ticket.js';

/** One ticket: read, and update. @see vendor pages "View a Ticket", "Update a Ticket" */
export function addTicketRoutes(api: FastifyInstance, simulator: Simulator): void {
  const { store, faults, readSinceUpdate } = simulator;
  api.get<{ Params: { id: string }; Querystring: Query }>('/tickets/:id', (request) => {
    const include = readInclude(request.query['include'], EMBEDDABLE.ticket);
    const record = findTicket(simulator, request.params.id);
    const answer = wireTicket(record, store, include);
    const { freshdeskDraw: draw } = request;
    if (draw?.fault === 'agentEdit' && !readSinceUpdate.has(record.id)) {
      faults.happened(draw, 'agentEdit');
      editAsAgent(record, draw.variant, simulator);
    }
    readSinceUpdate.add(record.id);
    return answer;
  });
  api.put<{ Params: { id: string } }>('/tickets/:id', (request) => {
    const record = findChangeableTicket(simulator, request.params.id, request.method);
    const { freshdeskDraw: draw } = request;
    if (draw?.fault === 'lastMomentEdit') {
      faults.happened(draw, 'lastMomentEdit');
      editAsAgent(record, draw.variant, simulator);
    }
    refuseUpdate(record.id, request.body, simulator);
    const change = planUpdate(record, request.body, nowSeconds());
    readSinceUpdate.delete(record.id);
    if (Object.keys(change.set).length > 0) commit(simulator, change);
    const answered = wireTicket(record, store, []);
    runRules(simulator, record);
    return simulator.running.inAnswer ? wireTicket(record, store, []) : answered;
  });
}

/** The parts to embed. @throws {ApiError} 400 when one is not to be had there. */
export function readInclude(text: string | undefined, allowed: readonly string[]): string[] {
  const parts = (text ?? '').split(',').filter((part) => part !== '');
  if (parts.every((part) => allowed.includes(part))) return parts;
  const message = `It should be one of these values: '${allowed.join(', ')}'`;
  throw validationFailed([{ field: 'include', message, code: 'invalid_value' }]);
}

/** @throws {ApiError} where the faults take no such update. */
function refuseUpdate(ticketId: number, body: unknown, { faults }: Simulator): void {
  const { refuseUpdates: refusal } = faults.current;
  if (refusal === undefined || refusal.tickets?.includes(ticketId) === false) return;
  if (refusal.whilePriority && !(isObject(body) && 'priority' in body)) return;
  throw new ApiError(refusal.status, refusal.body);
}

function editAsAgent(record: TicketRecord, variant: number, simulator: Simulator): void {
  const edit = {
    id: record.id,
    addTags: [`agent_${Math.floor(variant * 1e6)}`],
    ...(variant < 0.5 ? { priority: PRIORITY.urgent } : {}),
  };
  const { ids } = simulator.store;
  commit(simulator, planAgentEdit(record, edit, { at: nowSeconds(), nextId: () => ids.next() }));
}
