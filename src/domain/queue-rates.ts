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
export interface AccountLimits {
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
