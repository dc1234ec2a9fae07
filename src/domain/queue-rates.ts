/** How many activities a second the Temporal server may hand out on each of a tenant's platform queues. */
export interface QueueRates {
  listingPerSecond: number;
  readsPerSecond: number;
  updatesPerSecond: number;
}

/** Zendesk's limit on incremental exports. @see https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
const LISTINGS_PER_MINUTE = 10;
/** A ticket costs two reads and one update. */
const UPDATES_SHARE = 1 / 3;
/** Requests that an activity on the reads queue stands for: the ticket, and then its conversation. */
const REQUESTS_PER_READ = 2;
/**
 * The server's token bucket lets about two seconds' worth through at once when a queue was idle: a minute's limit
 * is spread over this many seconds, so that the first minute stays within it too.
 */
const SECONDS_TO_SPREAD = 62;

/**
 * Splits an account's limits. Updates count as requests too, so reads get what the updates leave. The listing is
 * taken from the reads' share. An activity on the reads queue stands for two requests: fetching a ticket sets the
 * request for its conversation aside, which then needs no permit of its own.
 */
export function queueRates(limits: { requestsPerMinute: number; updatesPerMinute: number }): QueueRates {
  const updates = Math.min(limits.updatesPerMinute, limits.requestsPerMinute * UPDATES_SHARE);
  const listing = Math.min(LISTINGS_PER_MINUTE, limits.requestsPerMinute / 10);
  return {
    listingPerSecond: listing / SECONDS_TO_SPREAD,
    readsPerSecond: (limits.requestsPerMinute - updates - listing) / REQUESTS_PER_READ / SECONDS_TO_SPREAD,
    updatesPerSecond: updates / SECONDS_TO_SPREAD,
  };
}
