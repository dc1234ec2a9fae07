import type { FastifyInstance } from 'fastify';
import { InputError, readInput } from '../../input.js';
import { ApiError } from '../api-error.js';
import { faultsSchema } from '../faults.js';
import { seedContent } from '../../seed/seed-content.js';
import { commit, nowSeconds, type Simulator } from '../simulator.js';
import type { TicketRecord } from '../store/types.js';
import { agentEditSchema, planAgentEdit } from '../updates/agent-edit.js';
import { planAutomation, runningRulesSchema } from '../updates/rules.js';
import { ticketFieldsSchema } from './ticket-fields.js';
import { newTicketsSchema, planCreation } from '../updates/create-tickets.js';
import { wireTicket } from '../wire/ticket.js';

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
        .map((record) => [record.id, seedContent(store.world, record.seedIndex ?? 0).planted]),
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
  app.post('/_sim/rules/run', () => {
    const at = nowSeconds();
    const automations = simulator.running.rules.filter(({ kind }) => kind === 'automation');
    const changes = automations.flatMap((rule) =>
      store
        .all()
        .flatMap((record) => planAutomation(rule, record, { at, nextId: () => store.ids.next() }) ?? []),
    );
    for (const change of changes) commit(simulator, change);
    return { changed: changes.length };
  });
  app.post('/_sim/ticket-fields', ({ body }) => {
    simulator.ticketFields = asked(() => readInput(ticketFieldsSchema, body ?? {}));
    return simulator.ticketFields;
  });
  app.post('/_sim/agent-edit', ({ body }) => {
    const edit = asked(() => readInput(agentEditSchema, body));
    const record = store.get(edit.id);
    if (record === undefined) throw new ApiError(400, { error: `id: there is no ticket ${edit.id}` });
    const change = planAgentEdit(record, edit, { at: nowSeconds(), nextId: () => store.ids.next() });
    if (change.audit.events.length > 0) commit(simulator, change);
    return { ticket: wireTicket(record, simulator) };
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
