import { FALLBACK_TAG, PROCESSED_TAG, type WriteRecord } from './merge.js';
import { TIME_OR_AGE, timeOrAge } from './age.js';
import { TICKET_ID } from './ticket.js';
import { ROOT_CAUSES, type RootCause, type VerdictSource } from './verdict.js';

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

/** Asks for a new verdict. `force` also takes back what a person changed of our last verdict. */
export interface ReprocessRequest {
  reason?: string;
  force?: boolean;
  /** Set by the desk: a request with a key that a run has seen is the same one, delivered again. */
  key?: string;
  /** Set by schedules: only the model's verdict is wanted, in place of one that the rules gave. */
  upgrade?: boolean;
  /** Set by schedules: verdict IDs of runs that failed. Is the last write one of them, then it was served. */
  unlessWritten?: string[];
}

/** Which tickets a desk request means, by what their latest verdict says. */
export interface TicketFilter {
  source?: VerdictSource;
  root_cause?: RootCause;
  /** ISO 8601 time, or an age such as `24h`: verdicts given since. */
  since?: string;
}

/** A request to the desk: by IDs, or by filter. */
export interface DeskRequest extends ReprocessRequest {
  ticketIds?: string[];
  filter?: TicketFilter;
}

/** A desk request that is understood, or what was expected instead. */
export type ReadDeskRequest = { kind: 'request'; request: DeskRequest } | { kind: 'rejected'; why: string };

const EXPECTED =
  'expected {"ticketIds": ["42", …]} or {"filter": {"source"?: "llm"|"rules", "root_cause"?: "bug"|…, "since"?: "24h"}}, with "reason"? and "force"?';

/**
 * Reads a request as a person types it into the CLI or the Web UI. IDs may be numbers.
 * Part of workflow code: a change of what it accepts is a change of the workflow.
 */
export function readDeskRequest(message: unknown): ReadDeskRequest {
  if (typeof message !== 'object' || message === null) return rejected('it is not an object');
  const { ticketIds, filter, reason, force } = message as Record<string, unknown>;
  const common = {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(force === true ? { force } : {}),
  };
  if (ticketIds !== undefined) {
    const ids = Array.isArray(ticketIds) ? ticketIds.map(String) : [];
    if (ids.length === 0 || !ids.every((id) => TICKET_ID.test(id)))
      return rejected('ticketIds is no list of ticket IDs');
    return { kind: 'request', request: { ...common, ticketIds: [...new Set(ids)] } };
  }
  if (typeof filter !== 'object' || filter === null) return rejected('neither ticketIds nor filter is there');
  const read = readFilter(filter as Record<string, unknown>);
  return typeof read === 'string'
    ? rejected(read)
    : { kind: 'request', request: { ...common, filter: read } };
}

function readFilter({ source, root_cause, since, ...rest }: Record<string, unknown>): TicketFilter | string {
  const unknown = Object.keys(rest);
  if (unknown.length > 0) return `filter has no ${unknown.join(', ')}`;
  if (source !== undefined && source !== 'llm' && source !== 'rules')
    return 'filter.source is neither llm nor rules';
  if (root_cause !== undefined && !ROOT_CAUSES.includes(root_cause as RootCause)) {
    return `filter.root_cause is none of ${ROOT_CAUSES.join(', ')}`;
  }
  if (since !== undefined && (typeof since !== 'string' || timeOrAge(since, new Date(0)) === null)) {
    return `filter.since is not ${TIME_OR_AGE}`;
  }
  return {
    ...(source === undefined ? {} : { source }),
    ...(root_cause === undefined ? {} : { root_cause: root_cause as RootCause }),
    ...(since === undefined ? {} : { since }),
  };
}

const rejected = (why: string): ReadDeskRequest => ({ kind: 'rejected', why: `${why}; ${EXPECTED}` });
