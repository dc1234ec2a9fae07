import type { RequestCounter } from '../request-counter.js';
import { recordNotFound } from './api-error.js';
import type { FaultPlan } from './faults.js';
import type { AccountLimits } from './limits.js';
import type { ZendeskSettings } from './options.js';
import type { Journal } from './store/journal.js';
import type { TicketStore } from './store/ticket-store.js';
import { toSeconds } from '../time.js';
import type { TicketChange, TicketRecord } from './store/types.js';
import type { TicketFieldSettings } from './routes/ticket-fields.js';
import type { JobQueue } from './updates/job-queue.js';
import { withTriggers, type RunningRules } from './updates/rules.js';
import type { Integration } from './wire/user.js';

/** Everything that the routes share. */
export interface Simulator {
  settings: ZendeskSettings;
  store: TicketStore;
  journal: Journal;
  jobQueue: JobQueue;
  faults: FaultPlan;
  limits: AccountLimits;
  counter: RequestCounter;
  integration: Integration;
  /** Rules that run, as the control surface set them. */
  running: RunningRules;
  ticketFields: TicketFieldSettings;
  /** Address of the running server, without a slash at the end. */
  baseUrl: string;
}

/** Unix seconds now. */
export function nowSeconds(): number {
  return toSeconds(Date.now());
}

/** Keeps a change, with what triggers make of it: the journal has it before it shows. */
export function commit({ store, journal, running }: Simulator, planned: TicketChange): TicketRecord {
  const record = store.get(planned.ticketId);
  const context = { running, nextId: () => store.ids.next() };
  const change = record === undefined ? planned : withTriggers(planned, record, context);
  journal.append({ kind: 'change', change });
  return store.apply(change);
}

/** @throws {ApiError} 404 when there is no such ticket, or it is deleted. */
export function findTicket({ store }: Simulator, ticketId: number): TicketRecord {
  const record = store.get(ticketId);
  if (record === undefined || record.status === 'deleted') throw recordNotFound();
  return record;
}
