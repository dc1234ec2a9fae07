import { FALLBACK_TAG, PROCESSED_TAG, type WriteRecord } from './merge.js';
import { TIME_OR_AGE, timeOrAge } from './age.js';
import { TICKET_ID } from './ticket.js';
import { FIELDS, forEachField, type Labels, type NamedField } from './verdict-fields.js';
import type { VerdictSource } from './verdict.js';

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

/** Asks for a new verdict. `force` also takes back what a person changed of our last verdict. */
export interface ReprocessRequest {
  reason?: string;
  force?: boolean;
  /**
   * Made once by whoever asks, before the first try to send it: a request with a key that a run has seen, or that one of
   * our writes on the ticket names, is the same one, delivered again.
   */
  key?: string;
  /** Set by schedules: only the model's verdict is wanted, in place of one that the rules gave. */
  upgrade?: boolean;
}

/** Which tickets a desk request means, by what their latest verdict says. */
export interface TicketFilter extends Partial<Labels> {
  source?: VerdictSource;
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

/** The fields by which requests select. */
export const SELECTING: readonly NamedField[] = FIELDS.filter(({ selectsRequests }) => selectsRequests);

const EXPECTED = `expected {"ticketIds": ["42", …]} or {"filter": {"source"?: "llm"|"rules", ${SELECTING.map(({ key, labels }) => `"${key}"?: "${labels[0]}"|…, `).join('')}"since"?: "24h"}}, with "reason"? and "force"?`;

/** What a person types is kept, shown and logged: no more of it than somebody reads. */
const LONGEST_TEXT = 300;

/**
 * Reads a request as a person types it into the CLI or the Web UI. IDs may be numbers. Whatever the message is, it
 * never throws: the desk would hang on it for ever.
 * Part of workflow code: a change of what it accepts is a change of the workflow.
 */
export function readDeskRequest(message: unknown): ReadDeskRequest {
  if (!isRecord(message)) return rejected('it is not an object');
  const { ticketIds, filter, reason, force } = message;
  const common = {
    ...(typeof reason === 'string' ? { reason: reason.slice(0, LONGEST_TEXT) } : {}),
    ...(force === true ? { force } : {}),
  };
  if (ticketIds !== undefined) {
    const ids = readTicketIds(ticketIds);
    if (ids === null) return rejected('ticketIds is no list of ticket IDs');
    return { kind: 'request', request: { ...common, ticketIds: ids } };
  }
  if (!isRecord(filter)) return rejected('neither ticketIds nor filter is there');
  const read = readFilter(filter);
  return typeof read === 'string'
    ? rejected(read)
    : { kind: 'request', request: { ...common, filter: read } };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each once; null when it is no list of IDs, or an empty one. */
function readTicketIds(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const ids = new Set<string>();
  for (const item of value as unknown[]) {
    const id = Number.isSafeInteger(item) && Number(item) >= 0 ? String(item) : item;
    if (typeof id !== 'string' || !TICKET_ID.test(id)) return null;
    ids.add(id);
  }
  return [...ids];
}

function readFilter(filter: Record<string, unknown>): TicketFilter | string {
  const { source, since, ...rest } = filter;
  const unknown = Object.keys(rest).filter((name) => !SELECTING.some(({ key }) => key === name));
  if (unknown.length > 0) return `filter has no ${unknown.slice(0, 5).join(', ').slice(0, LONGEST_TEXT)}`;
  if (source !== undefined && source !== 'llm' && source !== 'rules')
    return 'filter.source is neither llm nor rules';
  for (const { key, labels } of SELECTING)
    if (rest[key] !== undefined && !labels.includes(rest[key] as string))
      return `filter.${key} is none of ${labels.join(', ')}`;
  if (since !== undefined && (typeof since !== 'string' || timeOrAge(since, new Date(0)) === null)) {
    return `filter.since is not ${TIME_OR_AGE}`;
  }
  return {
    ...(source === undefined ? {} : { source }),
    ...(forEachField('key', ({ key }) => rest[key]) as Partial<Labels>),
    ...(since === undefined ? {} : { since }),
  };
}

const rejected = (why: string): ReadDeskRequest => ({ kind: 'rejected', why: `${why}; ${EXPECTED}` });
