import type { ReprocessRequest } from './desk-request.js';
import { FALLBACK_TAG, PROCESSED_TAG, type WriteRecord } from './merge.js';

/** What a round is asked for, by one request or by several that came together. */
export interface RoundRequest {
  force: boolean;
  upgrade: boolean;
  unlessWritten: string[];
}

/** Why a backfill starts a ticket. */
export const BACKFILL_REASON = 'backfill';
/** Why a backfill starts a ticket whose status the tenant need not triage. */
export const BACKFILL_OF_ANY_STATUS_REASON = 'backfill of any status';

/** Nobody named these tickets: only those the tenant triages are touched. */
export const UNATTENDED: ReadonlySet<string> = new Set([
  ...['scan', 'webhook', 'revive'],
  ...[BACKFILL_REASON, BACKFILL_OF_ANY_STATUS_REASON],
]);

/** One round for all of them: what only some of them rule out, the others want. */
export function servedTogether(requests: readonly ReprocessRequest[]): RoundRequest {
  return {
    force: requests.some(({ force }) => force === true),
    upgrade: requests.every(({ upgrade }) => upgrade === true),
    unlessWritten: requests.every(({ unlessWritten }) => unlessWritten !== undefined)
      ? requests.flatMap(({ unlessWritten = [] }) => unlessWritten)
      : [],
  };
}

/**
 * Why a request is served by what is on the ticket already; null when it wants a new verdict. `verdictId`: of the
 * round that looks. It finds its own verdict when Temporal was restored from a backup that is older than the write.
 */
export function alreadyServed(
  { upgrade, unlessWritten }: RoundRequest,
  {
    tags,
    lastWrite,
    verdictId,
  }: { tags: readonly string[]; lastWrite: WriteRecord | null; verdictId: string },
): string | null {
  if (lastWrite?.verdictId === verdictId && tags.includes(PROCESSED_TAG))
    return 'this verdict was written before';
  if (lastWrite !== null && unlessWritten.includes(lastWrite.verdictId))
    return 'it was written before its run failed';
  if (upgrade && !isByRules(tags, lastWrite)) return 'the model has judged it already';
  return null;
}

/** Our own record tells, also when somebody took the tag off. */
const isByRules = (tags: readonly string[], lastWrite: WriteRecord | null): boolean =>
  (lastWrite === null ? tags : [...lastWrite.tags, ...lastWrite.declinedTags]).includes(FALLBACK_TAG);
