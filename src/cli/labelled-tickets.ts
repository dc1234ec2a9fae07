import { askSecondOpinion, type SecondOpinion } from '../ports/tenant.js';
import { PROCESSED_TAG } from '../domain/merge.js';
import type { ListedTicket, TicketListing, TicketState } from '../domain/ticket.js';
import { PlatformError, type ListFrom, type TicketPlatform } from '../ports/platform.js';
import { REDACTION_HERE, redactWithinLimits } from '../redaction/within-limits.js';
import { setTimeout as delay } from 'node:timers/promises';
import { forEachField, tagOf, type Labels } from '../domain/verdict-fields.js';

/** A ticket as `npm run eval -- --set FILE` reads it. Personal data is out of it. */
export interface LabelledTicket extends Partial<Labels> {
  id: string;
  subject: string;
  /** The first message alone: what there was to judge by before anybody had answered. */
  description: string;
}

export interface LabelledTicketsQuery {
  /** ISO 8601, half-open, by the time of the ticket's last update. */
  from: string;
  to: string;
  limit: number;
  /** Also tickets that never had a verdict of ours: their urgency is known from their priority. */
  withoutVerdict: boolean;
}

export interface LabelSource {
  platform: Pick<TicketPlatform, 'listChanges' | 'readTicket' | 'readConversation'>;
  /** ISO 3166 alpha-2, for phone numbers written nationally. */
  region: string;
  list: GentleRequests;
  read: GentleRequests;
  /** Asked beside our own detectors; default nobody. */
  secondOpinion?: SecondOpinion | undefined;
}

/** Solved and closed tickets with the labels that agents left on them, oldest change first, each once. */
export async function* labelledTickets(
  source: LabelSource,
  query: LabelledTicketsQuery,
): AsyncGenerator<LabelledTicket> {
  const seen = new Set<string>();
  let given = 0;
  for await (const { ticketId } of solvedTickets(source, query)) {
    if (seen.has(ticketId)) continue;
    seen.add(ticketId);
    const ticket = await readLabelled(source, ticketId);
    if (ticket === null) continue;
    yield ticket;
    given += 1;
    if (given === query.limit) return;
  }
}

async function* solvedTickets(
  { platform, list }: LabelSource,
  { from, to, withoutVerdict }: LabelledTicketsQuery,
): AsyncGenerator<ListedTicket> {
  const isWanted = ({ status, tags, updatedAt }: ListedTicket): boolean =>
    (status === 'solved' || status === 'closed') &&
    (withoutVerdict || tags.includes(PROCESSED_TAG)) &&
    Date.parse(updatedAt) >= Date.parse(from) &&
    Date.parse(updatedAt) < Date.parse(to);
  for (let position: ListFrom = { startTime: from }; ;) {
    const start: ListFrom = position;
    const page: TicketListing = await list(() => platform.listChanges(start));
    yield* page.tickets.filter(isWanted);
    const isPast = page.tickets.every(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(to));
    if (page.endOfStream || isPast) return;
    position = { cursor: page.cursor };
  }
}

/** Null when nothing is known of it, or it is gone or hidden. */
async function readLabelled(
  { platform, read, region, secondOpinion }: LabelSource,
  ticketId: string,
): Promise<LabelledTicket | null> {
  try {
    const state = await read(() => platform.readTicket(ticketId));
    const labels = agentLabels(state);
    if (Object.keys(labels).length === 0) return null;
    const { peopleIds } = state;
    const conversation = await read(() => platform.readConversation(ticketId, { part: 'start', peopleIds }));
    const messages = conversation.messages.filter((message) => message.public).slice(0, 1);
    const asked = { ...conversation, messages };
    const { ticket } = await redactWithinLimits(asked, {
      ...{ redaction: REDACTION_HERE, tenant: '', region },
      askAlso: (texts) => askSecondOpinion(secondOpinion, texts),
    });
    return { id: ticketId, subject: ticket.subject, description: ticket.messages[0]?.text ?? '', ...labels };
  } catch (error) {
    if (error instanceof PlatformError && ['notFound', 'forbidden', 'invalid'].includes(error.kind))
      return null;
    throw error;
  }
}

/** A help desk that is away for longer than this is not waited for by a person at a terminal. */
const TRIES = 5;
/** Where the help desk does not say how long to wait. */
const USUAL_WAIT_MS = 15_000;

export interface GentleRequestsOptions {
  /** From the start of one request to that of the next. */
  intervalMs: number;
  /** Waits so many milliseconds. */
  sleep?: (ms: number) => Promise<unknown>;
  now?: () => number;
}

/** Makes requests one after the other, apart from each other; what may be repeated, after the wait asked for. */
export type GentleRequests = <T>(request: () => Promise<T>) => Promise<T>;

/**
 * Requests of a command beside the workers, whose rates the Temporal server does not limit: so they take a small part
 * of the account's limit and wait as the help desk says.
 * @throws {PlatformError} after five tries, and at once when a repetition cannot help.
 */
export function createGentleRequests({
  intervalMs,
  sleep = delay,
  now = () => performance.now(),
}: GentleRequestsOptions): GentleRequests {
  let nextAtMs = -Infinity;
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const waitMs = nextAtMs - now();
      if (waitMs > 0) await sleep(waitMs);
      nextAtMs = now() + intervalMs;
      try {
        return await request();
      } catch (error) {
        if (attempt === TRIES || !mayBeRepeated(error)) throw error;
        await sleep(error.retryAfterMs ?? USUAL_WAIT_MS);
      }
    }
  };
}

const mayBeRepeated = (error: unknown): error is PlatformError =>
  error instanceof PlatformError && ['rateLimited', 'unavailable', 'protocol'].includes(error.kind);

/**
 * Labels from the tags and the priority that agents left on a solved ticket; a field that they leave open is absent. Two tags of one kind leave it open: an agent added
 * the right one, and which of them that was, tags do not say. A priority says more than a tag: agents work by it.
 */
export function agentLabels({ tags, priority }: Pick<TicketState, 'tags' | 'priority'>): Partial<Labels> {
  return forEachField('key', (field) =>
    field.priority !== undefined && priority !== null
      ? field.priority.meant[priority]
      : onlyOne(field.labels, (label) => tags.includes(tagOf(field, label))),
  ) as Partial<Labels>;
}

function onlyOne<T>(values: readonly T[], isThere: (value: T) => boolean): T | undefined {
  const found = values.filter(isThere);
  return found.length === 1 ? found[0] : undefined;
}
