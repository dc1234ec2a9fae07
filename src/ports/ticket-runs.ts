import type { KnownReprocessing, ReprocessRequest, TicketFilter } from '../contract/desk.js';
import type { PlatformName } from '../contract/names.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import type { FailedRun } from '../contract/upkeep.js';

/** The tickets of one tenant, as Temporal knows them. */
export interface TicketsOf {
  tenant: string;
  platform: PlatformName;
}

/** A ticket whose latest run failed or timed out; one that a person ended is none. */
export interface FailedTicket extends FailedRun {
  /** Runs in a row that failed, this one included. */
  failures: number;
  /** ISO 8601. */
  failedAt: string;
}

/** What the application needs to know of, and ask from, other ticket workflows. */
export interface TicketRuns {
  /** The latest run of each ticket, or dry run, in the order asked. A ticket without one counts as failed. */
  statuses(query: TicketsOf & { ticketIds: readonly string[]; dryRun?: boolean }): Promise<TicketRunStatus[]>;
  /** The tickets whose latest run fits the filter; their IDs, each once. `now` turns an age into a time. */
  find(query: TicketsOf & { filter: TicketFilter; now: Date }): Promise<string[]>;
  /**
   * One page of the same, as things stood at `askedAt` (ISO 8601). `cursor`: where the page before ended. All pages
   * together leave none out.
   */
  findPage(
    query: TicketsOf & { filter: TicketFilter; askedAt: string; cursor: string | null },
  ): Promise<ListTicketsResult>;
  /** The tenant's latest reprocessing of many tickets; null: none is remembered. */
  reprocessing(query: Pick<TicketsOf, 'tenant'>): Promise<KnownReprocessing | null>;
  /**
   * Asks each ticket's workflow for a new verdict; starts the workflow where none runs. Tickets whose latest run
   * began after `askedSince` are left out: an earlier try has asked them. A dry run is a workflow of its own.
   */
  ask(
    query: TicketsOf & {
      ticketIds: readonly string[];
      request: ReprocessRequest;
      askedSince: Date | null;
      dryRun?: boolean;
    },
  ): Promise<void>;
  /** The tickets whose latest run failed. Knows what ended a moment ago; that of the last second may be missing. */
  failed(tickets: TicketsOf): Promise<FailedTicket[]>;
  /**
   * Begins a ticket anew with what the failed run left undone: the requests it did not serve, or a new ticket. What
   * that run has written is not written again. False when a newer run is there, so that it may be repeated.
   */
  revive(query: TicketsOf & FailedRun): Promise<boolean>;
}
