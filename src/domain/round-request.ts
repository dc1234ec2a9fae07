import type { ReprocessRequest } from './desk-request.js';
import { FALLBACK_TAG, PROCESSED_TAG, type WriteRecord } from './merge.js';

/** What a round is asked for, by one request or by several that came together. */
export interface RoundRequest {
  force: boolean;
  upgrade: boolean;
}

/** A request that cannot be served twice. */
export type KeyedRequest = ReprocessRequest & { key: string };

/** Why a backfill starts a ticket. */
export const BACKFILL_REASON = 'backfill';
/** Why a backfill starts a ticket whose status the tenant need not triage. */
export const BACKFILL_OF_ANY_STATUS_REASON = 'backfill of any status';

/** Nobody named these tickets: only those the tenant triages are touched. */
export const UNATTENDED: ReadonlySet<string> = new Set([
  ...['scan', 'webhook', 'revive'],
  ...[BACKFILL_REASON, BACKFILL_OF_ANY_STATUS_REASON],
]);

/** Keys are kept in the help desk's record of a write, which has little room. */
const LONGEST_KEY = 100;
/** More requests than these are not served by one write in practice; the latest keys matter. */
const KEYS_IN_A_RECORD = 50;

/**
 * Gives a request a key that came without one, such as a person types it: its place among the requests delivered to the
 * run. Whoever delivers it again from the run's history gives it the same key.
 */
export const keyed = (
  request: ReprocessRequest | undefined,
  { runId, nth }: { runId: string; nth: number },
): KeyedRequest => ({
  ...request,
  key: (request?.key ?? `${runId}/asked-${nth}`).slice(0, LONGEST_KEY),
});

/** The keys of the requests that a write serves, for its record. */
export const keysOf = (requests: readonly KeyedRequest[]): string[] =>
  requests.slice(-KEYS_IN_A_RECORD).map(({ key }) => key);

/** One round for all of them: what only some of them rule out, the others want. */
export const servedTogether = (requests: readonly ReprocessRequest[]): RoundRequest => ({
  force: requests.some(({ force }) => force === true),
  upgrade: requests.every(({ upgrade }) => upgrade === true),
});

/** Why a round has nothing to do whose requests were all served by earlier writes. */
export const SERVED_BEFORE = 'the request was served before';

/**
 * Why a request is served by what is on the ticket already; null when it wants a new verdict. `verdictId`: of the
 * round that looks. It finds its own verdict when Temporal was restored from a backup that is older than the write.
 */
export function alreadyServed(
  { upgrade }: RoundRequest,
  {
    tags,
    lastWrite,
    verdictId,
  }: { tags: readonly string[]; lastWrite: WriteRecord | null; verdictId: string },
): string | null {
  if (lastWrite?.verdictId === verdictId && tags.includes(PROCESSED_TAG))
    return 'this verdict was written before';
  if (upgrade && !isByRules(tags, lastWrite)) return 'the model has judged it already';
  return null;
}

/** Our own record tells, also when somebody took the tag off. */
const isByRules = (tags: readonly string[], lastWrite: WriteRecord | null): boolean =>
  (lastWrite === null ? tags : [...lastWrite.tags, ...lastWrite.declinedTags]).includes(FALLBACK_TAG);
