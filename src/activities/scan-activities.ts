import { activityInfo, cancellationSignal, log } from '@temporalio/activity';
import type { BackfillRange } from '../contract/desk.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import { PROCESSED_TAG } from '../domain/merge.js';
import {
  leftOutBy,
  type ListedTicket,
  type TicketListing,
  type TicketStatus,
  type UnreadableLine,
} from '../domain/ticket.js';
import type { OutcomeStore } from '../ports/records.js';
import { PlatformError, type ListFrom } from '../ports/platform.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import type { Circuit } from '../verdict/breaker.js';
import { listingFailure, translating } from './failures.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

interface ScanActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
  outcomes: Pick<OutcomeStore, 'lastScan'>;
  platformCircuit: (tenant: string) => Circuit;
}

/** Statuses in which a help desk takes no writes. */
const TAKES_NO_UPDATES: ReadonlySet<TicketStatus> = new Set(['closed', 'deleted']);

/**
 * Help desks hold back the changes of the last moment (Zendesk of a minute), and clocks differ: a scan did not see all
 * that had happened when it began. A choice of ours.
 */
const HELD_BACK_MS = 5 * 60_000;
/** Unreadable lines of one page that are logged, each for itself. */
const MOST_LINES_LOGGED = 20;

interface ListTicketsInput {
  tenant: string;
  /** Null: from the tenant's start. */
  cursor: string | null;
  range?: BackfillRange;
  /** When the scan began, ISO 8601, so that an age means the same however late it is listed. Default: now. */
  beganAt?: string;
  /** When the last finished scan began, ISO 8601; null where its result does not tell. */
  lastScanBeganAt?: string | null;
  /** False: a refused cursor refuses the listing. */
  mayRestart?: boolean;
}

const toFailure = (error: unknown): unknown => listingFailure(error, activityInfo().attempt);

/** Activities of a scan, and of a backfill. */
export function createScanActivities({ tenants, ticketRuns, outcomes, platformCircuit }: ScanActivitiesDeps) {
  /**
   * Where a listing begins again whose cursor is refused. Never later than it would have to: what changed since the last
   * finished scan began was perhaps listed by none. Listing a ticket twice is harmless.
   */
  const restartAt = async ({ tenant, lastScanBeganAt }: ListTicketsInput, start: string): Promise<string> => {
    const began = lastScanBeganAt ?? (await outcomes.lastScan(tenant))?.startedAt;
    if (began === undefined) return start;
    const startMs = Math.min(Date.parse(start), Date.parse(began) - HELD_BACK_MS);
    return new Date(startMs).toISOString();
  };

  return {
    /**
     * One page of the platform's changes after `cursor`, reduced to the IDs of the
     * tickets that want a verdict: wanted status, not left out, not yet processed. A cursor that the platform refuses is
     * replaced by the time when the last finished scan began, or the tenant's start if that is earlier. Where replies want a new verdict, processed tickets come
     * along: whether the change was one, only the ticket tells. `range`: only what was last changed within it, and the
     * listing ends with the first page that is behind it.
     * @throws ApplicationFailure `ListingRefused`, not retryable, when the credentials may not list.
     */
    async listTickets(input: ListTicketsInput): Promise<ListTicketsResult> {
      const { tenant, range, mayRestart = true } = input;
      const { platform, policy } = tenantNamed(tenants, tenant);
      const signal = cancellationSignal();
      const began = input.beganAt === undefined ? new Date() : new Date(input.beganAt);
      const start = range === undefined ? policy.scanStart(began) : range.from;
      const list = (from: ListFrom): Promise<TicketListing> =>
        platformCircuit(tenant).run(() => platform.listChanges(from, signal));
      const goOn = async (): Promise<TicketListing & { restartedAt?: string }> => {
        if (input.cursor === null) return list({ startTime: start });
        try {
          return await list({ cursor: input.cursor });
        } catch (error) {
          if (!mayRestart || !isAboutTheCursor(error)) throw error;
          const restartedAt = range === undefined ? await restartAt(input, start) : range.from;
          const listing = await list({ startTime: restartedAt });
          log.warn('the help desk refused the cursor; the listing began again', {
            ...{ tenant, restartedAt, refusal: error.message },
          });
          return { ...listing, restartedAt };
        }
      };
      const listing = await translating(toFailure, signal, goOn);
      const { tickets, cursor, endOfStream, unreadable = [], restartedAt } = listing;
      logUnreadable(tenant, unreadable);
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
        ...(unreadable.length === 0 ? {} : { unreadable: unreadable.length }),
        ...(restartedAt === undefined ? {} : { restartedAt }),
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

/**
 * Asked with a cursor, the listing itself exists: whatever 4xx is not about credentials may mean the cursor. Where it
 * does not, the request by time is refused too, and that is what counts.
 */
const isAboutTheCursor = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && (error.kind === 'invalid' || error.kind === 'notFound');

/** The names of fields say what is wrong with a line; what stands in them may be a customer's. */
function logUnreadable(tenant: string, lines: readonly UnreadableLine[]): void {
  for (const { ticketId, why } of lines.slice(0, MOST_LINES_LOGGED))
    log.warn('a line of the listing cannot be read and was left out', { tenant, ticketId, why });
  if (lines.length > MOST_LINES_LOGGED)
    log.warn('more lines of the same page cannot be read', {
      tenant,
      lines: lines.length - MOST_LINES_LOGGED,
    });
}
