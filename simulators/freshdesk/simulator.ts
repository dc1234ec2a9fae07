import type { RequestCounter } from '../request-counter.js';
import { toSeconds } from '../time.js';
import { methodNotAllowed, notFound } from './api-error.js';
import type { FaultPlan } from './faults.js';
import type { AccountLimits } from './limits.js';
import type { FreshdeskSettings } from './options.js';
import type { Journal } from './store/journal.js';
import type { TicketStore } from './store/ticket-store.js';
import type { TicketChange, TicketRecord } from './store/types.js';
import { planRule, type RunningRules } from './updates/rules.js';

/** Everything that the routes share. */
export interface Simulator {
  settings: FreshdeskSettings;
  store: TicketStore;
  journal: Journal;
  faults: FaultPlan;
  limits: AccountLimits;
  /** Rules that run, as the control surface set them. */
  running: RunningRules;
  /** Titles of custom fields that agents have to fill in. */
  requiredFields: readonly string[];
  counter: RequestCounter;
  /** Tickets that were read since their last update by the API: the `agentEdit` fault leaves them alone. */
  readSinceUpdate: Set<number>;
  /** Address of the running server, without a slash at the end. */
  baseUrl: string;
}

/** Unix seconds now. */
export function nowSeconds(): number {
  return toSeconds(Date.now());
}

/** Keeps a change: the journal has it before it shows. */
export function commit({ store, journal }: Simulator, change: TicketChange): TicketRecord {
  journal.append({ kind: 'change', change });
  return store.apply(change);
}

/** Runs the account's rules on a ticket that was just changed. */
export function runRules(simulator: Simulator, record: TicketRecord): void {
  for (const rule of simulator.running.rules) {
    const change = planRule(rule, record, nowSeconds());
    if (change !== null) commit(simulator, change);
  }
}

/** The ticket that a path names, deleted and spam ones too. @throws {ApiError} 404 when there is none. */
export function findTicket({ store }: Simulator, id: string): TicketRecord {
  const record = /^\d{1,15}$/.test(id) ? store.get(Number(id)) : undefined;
  if (record === undefined) throw notFound();
  return record;
}

/** @throws {ApiError} 404 when there is no such ticket, 405 when it is deleted or spam: those take no change. */
export function findChangeableTicket(simulator: Simulator, id: string, method: string): TicketRecord {
  const record = findTicket(simulator, id);
  if (record.deleted || record.spam) throw methodNotAllowed(method);
  return record;
}
