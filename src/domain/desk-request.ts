import { TIME_OR_AGE, timeOrAge } from './age.js';
import { TICKET_ID } from './ticket.js';
import { ROOT_CAUSES, type RootCause, type VerdictSource } from './verdict.js';

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

/** UTF-16 units. */
const LONGEST_REASON = 500;

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
    ...(typeof reason === 'string' ? { reason: reason.slice(0, LONGEST_REASON) } : {}),
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
