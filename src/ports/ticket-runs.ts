import type { PlatformName, ReprocessRequest, TicketFilter, TicketRunStatus } from '../contract.js';

/** The tickets of one tenant, as Temporal knows them. */
export interface TicketsOf {
  tenant: string;
  platform: PlatformName;
}

/** What the application needs to know of, and ask from, other ticket workflows. */
export interface TicketRuns {
  /** The latest run of each ticket, in the order asked. A ticket without a run counts as failed. */
  statuses(query: TicketsOf & { ticketIds: readonly string[] }): Promise<TicketRunStatus[]>;
  /** The tickets whose latest run fits the filter; their IDs, each once. `now` turns an age into a time. */
  find(query: TicketsOf & { filter: TicketFilter; now: Date }): Promise<string[]>;
  /**
   * Asks each ticket's workflow for a new verdict; starts the workflow where none runs. Tickets whose latest run
   * began after `askedSince` are left out: an earlier try has asked them.
   */
  ask(
    query: TicketsOf & { ticketIds: readonly string[]; request: ReprocessRequest; askedSince: Date | null },
  ): Promise<void>;
}
