import { cancellationSignal } from '@temporalio/activity';
import type { ListTicketsResult } from '../contract/scan.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import { PROCESSED_TAG } from '../domain/merge.js';
import { leftOutBy } from '../domain/ticket-filter.js';
import { PlatformError, type TicketPlatform } from '../ports/ticket-platform.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import type { Circuit } from './circuit.js';
import { listingFailure, translating } from './failures.js';
import { tenantNamed, type Tenants } from './tenants.js';

export interface ScanActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
  platformCircuit: (tenant: string) => Circuit;
}

/** Activities of a scan. */
export function createScanActivities({ tenants, ticketRuns, platformCircuit }: ScanActivitiesDeps) {
  return {
    /**
     * One page of the platform's changes after `cursor` (null: from the tenant's start), reduced to the IDs of the
     * tickets that want a verdict: wanted status, not left out, not yet processed. A cursor that the platform no longer knows is
     * replaced by the start; listing a ticket twice is harmless.
     * @throws ApplicationFailure `ListingRefused`, not retryable, when the credentials may not list.
     */
    async listTickets(input: { tenant: string; cursor: string | null }): Promise<ListTicketsResult> {
      const { platform, policy } = tenantNamed(tenants, input.tenant);
      const signal = cancellationSignal();
      const { tickets, cursor, endOfStream } = await translating(listingFailure, signal, () =>
        platformCircuit(input.tenant).run(() => listFrom(platform, input.cursor, policy.scanStart, signal)),
      );
      const latest = new Map(tickets.map((ticket) => [ticket.ticketId, ticket]));
      const wanted = [...latest.values()].filter(
        (ticket) =>
          policy.scanStatuses.includes(ticket.status) &&
          leftOutBy(ticket, policy.filter) === null &&
          !ticket.tags.includes(PROCESSED_TAG),
      );
      return { ticketIds: wanted.map(({ ticketId }) => ticketId), listed: latest.size, cursor, endOfStream };
    },

    /** How the runs of these tickets stand. Asks Temporal, not the platform. */
    lookUpTickets(input: { tenant: string; ticketIds: string[] }): Promise<TicketRunStatus[]> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      return ticketRuns.statuses({ ...input, platform: platformName });
    },
  };
}

async function listFrom(
  platform: TicketPlatform,
  cursor: string | null,
  start: () => string,
  signal: AbortSignal,
) {
  if (cursor === null) return platform.listChanges({ startTime: start() }, signal);
  try {
    return await platform.listChanges({ cursor }, signal);
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind !== 'invalid') throw error;
    return platform.listChanges({ startTime: start() }, signal);
  }
}
