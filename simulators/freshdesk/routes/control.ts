import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { InputError, readInput } from '../../input.js';
import { ApiError } from '../api-error.js';
import { faultsSchema } from '../faults.js';
import { seedPlanted } from '../seed/seed-texts.js';
import { commit, nowSeconds, runRules, type Simulator } from '../simulator.js';
import type { TicketRecord } from '../store/types.js';
import { agentEditSchema, planAgentEdit } from '../updates/agent-edit.js';
import { runningRulesSchema } from '../updates/rules.js';
import { newTicketsSchema, planCreation } from '../updates/create-tickets.js';
import { wireTicket } from '../wire/ticket.js';

/** Titles of custom fields that agents have to fill in. */
const requiredSchema = z.strictObject({ required: z.array(z.string().min(1)).default([]) });

/** What the vendor does not have: the ledger of what happened, and the means to make things happen. */
export function addControlRoutes(app: FastifyInstance, simulator: Simulator): void {
  const { store, journal, faults, counter } = simulator;
  app.get('/_sim/ledger', () => ({
    requests: counter.total,
    byRoute: counter.byRoute,
    byStatus: counter.byStatus,
    status429: counter.byStatus['429'] ?? 0,
    maxPerMinute: counter.maxPerMinute,
    faults: faults.injected,
    faultedRequests: faults.faultedRequests,
    tickets: Object.fromEntries(store.all().map((record) => [record.id, ledgerEntry(record)])),
  }));
  app.get('/_sim/planted', () =>
    Object.fromEntries(
      store
        .all()
        .filter(({ seedIndex }) => seedIndex !== null)
        .map((record) => [record.id, seedPlanted(store.world, record.seedIndex ?? 0)]),
    ),
  );
  app.post('/_sim/tickets', ({ body }) => {
    const { tickets } = asked(() => readInput(newTicketsSchema, body));
    const created = planCreation(tickets, store, nowSeconds());
    journal.append({ kind: 'tickets', created });
    created.forEach((ticket) => store.add(ticket));
    return { ids: created.map(({ id }) => id) };
  });
  app.post('/_sim/faults', ({ body }) => {
    faults.set(asked(() => readInput(faultsSchema, body ?? {})));
    return { faults: faults.current };
  });
  app.post('/_sim/rules', ({ body }) => {
    simulator.running = asked(() => readInput(runningRulesSchema, body ?? {}));
    return simulator.running;
  });
  app.post('/_sim/ticket-fields', ({ body }) => {
    simulator.requiredFields = asked(() => readInput(requiredSchema, body ?? {})).required;
    return { required: simulator.requiredFields };
  });
  app.post('/_sim/agent-edit', ({ body }) => {
    const edit = asked(() => readInput(agentEditSchema, body));
    const record = store.get(edit.id);
    if (record === undefined) throw new ApiError(400, { error: `id: there is no ticket ${edit.id}` });
    const change = planAgentEdit(record, edit, { at: nowSeconds(), nextId: () => store.ids.next() });
    if (Object.keys(change.set).length + change.conversations.length > 0) {
      commit(simulator, change);
      runRules(simulator, record);
    }
    return { ticket: wireTicket(record, store, []) };
  });
}

function ledgerEntry(record: TicketRecord) {
  const {
    writes = 0,
    aiComments = 0,
    notes = [],
    lostForeignTags = [],
    overwrittenPriorities = 0,
  } = record.marks ?? {};
  return {
    writes,
    aiComments,
    tags: record.tags,
    priority: record.priority,
    lostForeignTags,
    status: record.status,
    spam: record.spam,
    deleted: record.deleted,
    personPriority: record.personPriority,
    overwrittenPriorities,
    notes,
  };
}

function asked<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw new ApiError(400, { error: error.message });
    throw error;
  }
}
