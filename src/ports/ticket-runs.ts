import type { PlatformName, TicketRunStatus } from '../contract.js';

/** What the application needs to know about other ticket workflows. */
export interface TicketRuns {
  /** The latest run of each ticket, in the order asked. A ticket without a run counts as failed. */
  statuses(query: {
    tenant: string;
    platform: PlatformName;
    ticketIds: readonly string[];
  }): Promise<TicketRunStatus[]>;
}
