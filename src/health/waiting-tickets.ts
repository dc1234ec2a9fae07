import type { Client } from '@temporalio/client';
import { UPGRADED_LATER } from '../contract/failures.js';
import type { PlatformName } from '../contract/names.js';
import { upgradeWindow } from '../domain/upgrade-window.js';
import type { OutcomeStore } from '../ports/records.js';
import { createTicketRuns } from '../temporal/ticket-runs.js';

/** Tickets that a schedule takes up by itself. */
export interface WaitingTickets {
  /** Their run failed. */
  failed: number;
  /** The rules judged them because the model was away, or the budget spent. */
  upgrade: number;
}

/** Failed runs from Temporal, verdicts of the rules from the statistics. */
export async function waitingTickets(
  {
    client,
    outcomes,
    ...tickets
  }: { client: Client; outcomes: OutcomeStore; tenant: string; platform: PlatformName },
  now: Date,
): Promise<WaitingTickets> {
  const [failed, upgrade] = await Promise.all([
    createTicketRuns(client).failed(tickets),
    outcomes.countUpgradable({ ...tickets, reasons: UPGRADED_LATER, ...upgradeWindow(now) }),
  ]);
  return { failed: failed.length, upgrade };
}
