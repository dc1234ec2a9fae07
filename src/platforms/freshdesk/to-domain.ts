import { createHash } from 'node:crypto';
import type { ListedTicket, TicketState, TicketStatus, TicketPlace, Priority } from '../../domain/ticket.js';
import type { WireListedTicket, WirePlace, WireTicket } from './wire.js';

/** Numbers from 8 on are the account's own. @see https://developers.freshdesk.com/api/#ticket-properties */
const STATUSES: Readonly<Record<number, TicketStatus>> = {
  2: 'open',
  3: 'pending',
  4: 'solved',
  5: 'closed',
  /** Waiting on customer. */
  6: 'pending',
  /** Waiting on third party. */
  7: 'hold',
};

/** @see https://developers.freshdesk.com/api/#ticket-properties */
const CHANNELS: Readonly<Record<number, string>> = {
  1: 'email',
  2: 'portal',
  3: 'phone',
  7: 'chat',
  9: 'feedback widget',
  10: 'outbound email',
};

/** Freshdesk has products where others have brands, and no forms that its API tells of. */
const toPlace = ({ group_id, product_id, source }: WirePlace): TicketPlace => ({
  group: group_id ?? null,
  brand: product_id ?? null,
  form: null,
  channel: CHANNELS[source ?? 0] ?? null,
});

/** One line of the listing. */
export function toListedTicket(ticket: WireListedTicket): ListedTicket {
  return {
    ticketId: ticket.id,
    status: toStatus(ticket),
    tags: ticket.tags ?? [],
    place: toPlace(ticket),
    updatedAt: ticket.updated_at,
  };
}

/** What decides and merges; subject and description go into the hash only. */
export function toTicketState(ticket: WireTicket, readAt: string): TicketState {
  return {
    ticketId: ticket.id,
    status: toStatus(ticket),
    tags: ticket.tags ?? [],
    place: toPlace(ticket),
    priority: toPriority(ticket.priority),
    updatedAt: ticket.updated_at,
    readAt,
    contentHash: createHash('sha256')
      .update(JSON.stringify([ticket.subject ?? '', ticket.description ?? ticket.description_text ?? '']))
      .digest('hex'),
    peopleIds: [
      ...(ticket.requester_id ? [`contacts/${ticket.requester_id}`] : []),
      ...(ticket.responder_id ? [`agents/${ticket.responder_id}`] : []),
    ],
  };
}

/**
 * A status we do not know is taken for open: looking at a ticket in vain is better than missing one. What is in the
 * spam folder wants no verdict, as what was deleted.
 */
function toStatus({
  status,
  deleted,
  spam,
}: Pick<WireListedTicket, 'status' | 'deleted' | 'spam'>): TicketStatus {
  if (deleted || spam) return 'deleted';
  return STATUSES[status ?? 0] ?? 'open';
}

/** What a new ticket has when nobody chose a priority: it says as little as none. */
export const DEFAULT_PRIORITY = 1;

const NUMBERS: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 4 };
const NAMES = Object.fromEntries(Object.entries(NUMBERS).map(([name, number]) => [number, name])) as Record<
  number,
  Priority
>;

/** @see https://developers.freshdesk.com/api/#ticket-properties */
export const priorityNumber = (priority: Priority): number => NUMBERS[priority];

/**
 * The default counts as none. One we do not know is still one that somebody set: never null, which would let us
 * overwrite it.
 */
export function toPriority(number: number | null | undefined): Priority | null {
  if (number === null || number === undefined || number === DEFAULT_PRIORITY) return null;
  return NAMES[number] ?? 'normal';
}
