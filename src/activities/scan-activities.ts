import { cancellationSignal } from '@temporalio/activity';
import type { BackfillRange } from '../contract/desk.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import { PROCESSED_TAG } from '../domain/merge.js';
import { leftOutBy, type ListedTicket, type TicketStatus } from '../domain/ticket.js';
import { PlatformError, type TicketPlatform } from '../ports/platform.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import type { Circuit } from '../verdict/breaker.js';
import { listingFailure, translating } from './failures.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

interface ScanActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
  platformCircuit: (tenant: string) => Circuit;
}

/** Statuses in which a help desk takes no writes. */
const TAKES_NO_UPDATES: ReadonlySet<TicketStatus> = new Set(['closed', 'deleted']);

/** Activities of a scan, and of a backfill. */
export function createScanActivities({ tenants, ticketRuns, platformCircuit }: ScanActivitiesDeps) {
  return {
    /**
     * One page of the platform's changes after `cursor` (null: from the tenant's start), reduced to the IDs of the
     * tickets that want a verdict: wanted status, not left out, not yet processed. A cursor that the platform no longer knows is
     * replaced by the start; listing a ticket twice is harmless. Where replies want a new verdict, processed tickets come
     * along: whether the change was one, only the ticket tells. `range`: only what was last changed within it, and the
     * listing ends with the first page that is behind it.
     * @throws ApplicationFailure `ListingRefused`, not retryable, when the credentials may not list.
     */
    async listTickets(input: {
      tenant: string;
      cursor: string | null;
      range?: BackfillRange;
    }): Promise<ListTicketsResult> {
      const { platform, policy } = tenantNamed(tenants, input.tenant);
      const { range } = input;
      const signal = cancellationSignal();
      const start = range === undefined ? policy.scanStart : () => range.from;
      const { tickets, cursor, endOfStream } = await translating(listingFailure, signal, () =>
        platformCircuit(input.tenant).run(() => listFrom(platform, input.cursor, start, signal)),
      );
      const latest = [...new Map(tickets.map((ticket) => [ticket.ticketId, ticket])).values()];
      const listed = range === undefined ? latest : latest.filter((ticket) => isWithin(ticket, range));
      const looksForReplies = policy.reanalyzeReplies && range === undefined;
      const wanted = listed.filter(
        (ticket) =>
          (range?.anyStatus === true
            ? !TAKES_NO_UPDATES.has(ticket.status)
            : policy.scanStatuses.includes(ticket.status)) &&
          leftOutBy(ticket, policy.filter) === null &&
          (looksForReplies || !ticket.tags.includes(PROCESSED_TAG)),
      );
      return {
        ticketIds: wanted.map(({ ticketId }) => ticketId),
        listed: listed.length,
        cursor,
        endOfStream: endOfStream || (range !== undefined && isBehind(latest, range)),
      };
    },

    /** How the runs of these tickets stand, or their dry runs. Asks Temporal, not the platform. */
    lookUpTickets(input: {
      tenant: string;
      ticketIds: string[];
      dryRun?: boolean;
    }): Promise<TicketRunStatus[]> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      return ticketRuns.statuses({ ...input, platform: platformName });
    },
  };
}

const isWithin = ({ updatedAt }: ListedTicket, { from, to }: BackfillRange): boolean =>
  Date.parse(updatedAt) >= Date.parse(from) && Date.parse(updatedAt) < Date.parse(to);

/** Not by the last ticket alone: a platform may list a change that shows no new time among younger ones. */
const isBehind = (tickets: readonly ListedTicket[], { to }: BackfillRange): boolean =>
  tickets.length > 0 && tickets.every(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(to));

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
