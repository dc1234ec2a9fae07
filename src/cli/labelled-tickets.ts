import { redactConversation, textsOf } from '../verdict/redact-conversation.js';
import { askSecondOpinion, type SecondOpinion } from '../ports/second-opinion.js';
import { agentLabels, type AgentLabels } from './agent-labels.js';
import { PROCESSED_TAG } from '../domain/merge.js';
import type { ListedTicket, TicketListing } from '../domain/ticket.js';
import { PlatformError, type ListFrom, type TicketPlatform } from '../ports/platform.js';
import type { GentleRequests } from './gentle-platform.js';

/** A ticket as `npm run eval -- --set FILE` reads it. Personal data is out of it. */
export interface LabelledTicket extends AgentLabels {
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
    const redacted = redactConversation(asked, region, await askSecondOpinion(secondOpinion, textsOf(asked)));
    const { subject } = redacted;
    return { id: ticketId, subject, description: redacted.messages[0]?.text ?? '', ...labels };
  } catch (error) {
    if (error instanceof PlatformError && ['notFound', 'forbidden', 'invalid'].includes(error.kind))
      return null;
    throw error;
  }
}
