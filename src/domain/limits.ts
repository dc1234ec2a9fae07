/** What a tenant may spend in a calendar month (UTC), and what it has spent, in USD. */
export interface BudgetUse {
  budgetUsd: number;
  spentUsd: number;
}

/** `warning` from 80 %; `exhausted` from 100 %: the rules decide until the month ends. */
export type BudgetLevel = 'ok' | 'warning' | 'exhausted';

const WARNING_SHARE = 0.8;

/** How far a budget is used up. A budget of nothing is exhausted from the start. */
export function budgetLevel({ budgetUsd, spentUsd }: BudgetUse): BudgetLevel {
  if (spentUsd >= budgetUsd) return 'exhausted';
  return spentUsd >= budgetUsd * WARNING_SHARE ? 'warning' : 'ok';
}

/** The calendar month, UTC, as `2026-11`. */
export const monthOf = (now: Date): string => now.toISOString().slice(0, 7);

/** Whole percent, rounded down: 100 is never said too early. */
export const percentSpent = ({ budgetUsd, spentUsd }: BudgetUse): number =>
  budgetUsd === 0 ? 100 : Math.floor((spentUsd / budgetUsd) * 100);

/** One sentence without its full stop. */
export const budgetText = (use: BudgetUse): string =>
  `$${use.spentUsd.toFixed(2)} of this month's $${use.budgetUsd.toFixed(2)} spent (${percentSpent(use)} %)`;

/** How many activities a second the Temporal server may hand out on each of a tenant's platform queues. */
export interface QueueRates {
  listingPerSecond: number;
  readsPerSecond: number;
  updatesPerSecond: number;
}

/** Zendesk's limit on incremental exports; Freshdesk allows more listings. @see https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
const LISTINGS_PER_MINUTE = 10;
/** Requests that an activity on the reads queue stands for, if nothing else is said: the ticket, and its conversation. */
const REQUESTS_PER_READ = 2;
/** Requests that an update stands for, if nothing else is said. */
const REQUESTS_PER_UPDATE = 1;
/**
 * The server's token bucket lets about two seconds' worth through at once when a queue was idle: a minute's limit
 * is spread over this many seconds, so that the first minute stays within it too.
 */
const SECONDS_TO_SPREAD = 62;

/** What an account allows us, and what a ticket costs there. */
interface AccountLimits {
  requestsPerMinute: number;
  updatesPerMinute: number;
  /** Default 2. */
  requestsPerRead?: number;
  /** Default 1. */
  requestsPerUpdate?: number;
}

/**
 * Splits an account's limits. Updates count as requests too, so reads get what the updates leave. The listing is
 * taken from the reads' share. An activity on the reads queue stands for two requests: fetching a ticket sets the
 * request for its conversation aside, which then needs no permit of its own. Where an update takes several requests,
 * it stands for all of them.
 */
export function queueRates(limits: AccountLimits): QueueRates {
  const { requestsPerMinute, updatesPerMinute } = limits;
  const { requestsPerRead = REQUESTS_PER_READ, requestsPerUpdate = REQUESTS_PER_UPDATE } = limits;
  const updates = Math.min(updatesPerMinute, requestsPerMinute / (requestsPerRead + requestsPerUpdate));
  const listing = Math.min(LISTINGS_PER_MINUTE, requestsPerMinute / 10);
  const reads = (requestsPerMinute - updates * requestsPerUpdate - listing) / requestsPerRead;
  return {
    listingPerSecond: listing / SECONDS_TO_SPREAD,
    readsPerSecond: reads / SECONDS_TO_SPREAD,
    updatesPerSecond: updates / SECONDS_TO_SPREAD,
  };
}

/** What is promised to the people who use the tags (docs/metrics.md); missing it is shown and told. */

/** Share of rounds that end well, of a day. Below it the installation is degraded. */
export const SUCCESS_OBJECTIVE = 0.995;
/** Below it the installation is unhealthy. */
export const SUCCESS_CRITICAL = 0.99;
/** The 95th percentile of the latency. Above it the installation is degraded. */
export const LATENCY_SLO_MS = 15_000;
