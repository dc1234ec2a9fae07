import type { KnownReprocessing, TicketFilter } from '../contract/desk.js';
import type { KeyedRequest } from '../domain/requests.js';
import type { PlatformName } from '../contract/names.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import type { EndedByPerson, FailedRun } from '../contract/upkeep.js';
import type { EndedRound } from '../contract/outcome.js';

export type { EndedByPerson } from '../contract/upkeep.js';

/** The tickets of one tenant, as Temporal knows them. */
export interface TicketsOf {
  tenant: string;
  platform: PlatformName;
}

/** A ticket that a run left before its work was done; what a person ended is none. */
export interface FailedTicket extends FailedRun {
  /** Runs in a row that failed, this one included. */
  failures: number;
  /** ISO 8601. */
  failedAt: string;
}

/** What an ended run came to. */
export interface InspectedRun {
  /** Why it ran. */
  reason: string;
  /** ISO 8601. */
  startedAt: string;
  endedAt: string;
  /** Its latest write, answered or not: `applied` is what is to be recorded if the help desk has it. */
  tried: { verdictId: string; round: number; applied: EndedRound } | null;
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
   * Asks each ticket's workflow for a new verdict; starts the workflow where none runs. May be repeated, because the
   * request has a key: nobody is asked twice. A dry run is a workflow of its own.
   */
  ask(
    query: TicketsOf & {
      ticketIds: readonly string[];
      request: KeyedRequest;
      dryRun?: boolean;
    },
  ): Promise<void>;
  /** The tickets that a run left unfinished. Knows what ended a moment ago; that of the last second may be missing. */
  failed(tickets: TicketsOf): Promise<FailedTicket[]>;
  /** The runs that people ended, oldest first. */
  endedByPeople(tickets: TicketsOf): Promise<EndedByPerson[]>;
  /** What an ended run came to, for whoever records it. */
  inspect(run: { workflowId: string; runId: string }): Promise<InspectedRun>;
  /**
   * Begins a ticket anew with all that its unfinished runs were asked, or as a new ticket. What one of them has written
   * is not written again. False when a newer run is there, so that it may be repeated.
   */
  revive(query: TicketsOf & FailedRun): Promise<boolean>;
}
